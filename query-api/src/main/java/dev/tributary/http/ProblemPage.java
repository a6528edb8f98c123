package dev.tributary.http;

import dev.tributary.openapi.ProblemKind;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** {@code GET /problems/{code}}: what a problem's type means. */
final class ProblemPage {
    private static final List<String> TYPES = List.of("application/json", "text/html", "text/plain");

    private ProblemPage() {}

    static void get(Context ctx) throws IOException {
        Parameters.of(ctx);
        RequestPath path = RequestPath.of(ctx.path());
        if (path.length() != 2) {
            throw new Refusal(Problems.noSuchAddress(ctx.path(), Api.ADDRESSES));
        }
        String code = path.text(1);
        ProblemKind kind = kind(code).orElseThrow(() -> new Refusal(Problems.noSuchProblem(code)));
        file(Accepts.mediaType(ctx, TYPES.toArray(String[]::new)), kind).send(ctx);
    }

    /** What there is of that code, the server's own included. */
    static Optional<ProblemKind> kind(String code) {
        return ProblemKind.of(code)
                .or(() -> ProblemKind.serverStatus(code)
                        .filter(status -> HttpStatus.getCode(status) != null)
                        .map(status -> ProblemKind.ofServer(status, HttpStatus.getMessage(status))));
    }

    private static StaticFile file(String type, ProblemKind kind) {
        return switch (type) {
            case "text/html" -> page(kind);
            case "text/plain" -> StaticFile.of("problem.txt", text(kind).getBytes(StandardCharsets.UTF_8));
            default -> StaticFile.of("problem.json", Json.bytes(json(kind)));
        };
    }

    private static Object json(ProblemKind kind) {
        return Json.object(
                "type", "/problems/" + kind.code(),
                "title", kind.title(),
                "status", kind.status(),
                "meaning", kind.meaning(),
                "remedy", kind.remedy());
    }

    private static String text(ProblemKind kind) {
        return kind.title() + " (" + kind.status() + " " + kind.code() + ")\n\n" + kind.meaning() + "\n" + kind.remedy()
                + "\n";
    }

    private static StaticFile page(ProblemKind kind) {
        return Html.page(
                kind.title(),
                "<h1>" + Html.escape(kind.title()) + "</h1>\n<p><code>" + kind.code() + "</code>, with status "
                        + kind.status() + "</p>\n<p>" + Html.words(kind.meaning()) + "</p>\n<p>"
                        + Html.words(kind.remedy()) + "</p>\n<p>" + Html.link("/", "The service") + "</p>");
    }
}
