package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.openapi.ProblemKind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /problems/{code}}, and that every problem has its page and its line in the documentation. */
final class HttpProblemPageTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/tributary");
    private static final Path DOCUMENTATION = Path.of("../docs/http-api.md");
    private static final Pattern PROBLEM =
            Pattern.compile("Problem\\.of\\(\\s*(?<status>[^,]+),\\s*(?<code>[^,]+),\\s*(?<title>[^,]+),");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

    /** Codes that are computed: how the source says it, and what may come of it. */
    private static final Map<String, List<String>> COMPUTED = Map.of(
            "\"http-\" + status", List.of("http-414"),
            "\"http-\" + refusal.getStatus()", List.of("http-400"),
            "\"bad-\" + name", List.of("bad-limit"),
            "code(why)", List.of("building", "restoring", "no-copy", "failed"));

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theTypeOfAProblemIsAnAddress() throws Exception {
        String type = TestApi.json(api.get("/views/customers/99")).path("type").asText();
        HttpResponse<String> page = api.get(type);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("application/json");
        assertThat(page.body()).isEqualTo("""
                        {"type":"/problems/no-such-document","title":"No such document","status":404,\
                        "meaning":"The view has no document of this key, at least not now.",\
                        "remedy":"Nothing needs to be done: the answer is as fresh as `View-Lag` says."}""");
    }

    @Test
    void itIsThereForPeopleToo() throws Exception {
        HttpResponse<String> text = api.get("/problems/building", "Accept", "text/plain");
        assertThat(header(text, "Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(text.body()).isEqualTo("""
                        View is being built (503 building)

                        The view was never complete yet, and no document is shown before it is.
                        Ask again after `Retry-After` seconds; `progress` goes from 0 to 1, and `detail` says what is waited for.
                        """);
        HttpResponse<String> page = api.get("/problems/building", "Accept", "text/html");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("<h1>View is being built</h1>")
                .contains("Ask again after <code>Retry-After</code> seconds;");
    }

    @Test
    void whatTheServerItselfRefusesHasAPage() throws Exception {
        assertThat(TestApi.json(api.get("/problems/http-414")).path("title").asText())
                .isEqualTo("URI Too Long");
        assertThat(api.get("/problems/http-499").statusCode()).isEqualTo(404);
        assertThat(api.get("/problems/http-200").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownCodeIsToldWithThoseThatThereAre() throws Exception {
        HttpResponse<String> response = api.get("/problems/no-such-documents");
        assertThat(problem(response)).isEqualTo("""
                        404 application/problem+json
                        /problems/no-such-problem 404
                        No such problem: No problem has the code `no-such-documents`: did you mean `no-such-document`?""");
        assertThat(TestApi.json(response).path("codes")).hasSize(ProblemKind.ALL.size());
        assertThat(problem(api.get("/problems/a/b"))).contains("/problems/no-such-address");
    }

    @Test
    void everyProblemThatIsSentHasAPageThatSaysTheSame() throws Exception {
        Map<String, Matcher> sent = sent();
        assertThat(sent).isNotEmpty();
        sent.forEach((code, source) -> {
            ProblemKind kind = ProblemPage.kind(code).orElse(null);
            assertThat(kind)
                    .as("ProblemKind.ALL has no `%s`, which is sent by %s", code, source.group())
                    .isNotNull();
            if (kind != null && LITERAL.matcher(source.group("title")).matches()) {
                assertThat("\"" + kind.title() + "\"").isEqualTo(source.group("title"));
                assertThat(Integer.toString(kind.status())).isEqualTo(source.group("status"));
            }
        });
        List<String> listed = ProblemKind.ALL.stream().map(ProblemKind::code).toList();
        assertThat(listed).doesNotHaveDuplicates().isSubsetOf(sent.keySet());
    }

    /** Every code that the sources send, with the place. */
    private static Map<String, Matcher> sent() throws IOException {
        Map<String, Matcher> sent = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                PROBLEM.matcher(source).results().forEach(found -> {
                    Matcher place = PROBLEM.matcher(source.substring(found.start(), found.end()));
                    assertThat(place.matches()).isTrue();
                    codes(file, place.group("code").trim()).forEach(code -> sent.putIfAbsent(code, place));
                });
            }
        }
        return sent;
    }

    private static List<String> codes(Path file, String expression) {
        // the declaration of the method itself
        if (expression.equals("String code")) {
            return List.of();
        }
        Matcher literal = LITERAL.matcher(expression);
        if (literal.matches()) {
            return List.of(literal.group(1));
        }
        assertThat(COMPUTED)
                .as("%s sends the code %s: say here what may come of it", file, expression)
                .containsKey(expression);
        return COMPUTED.getOrDefault(expression, List.of());
    }

    @Test
    void everyProblemIsDocumentedWithItsStatus() throws Exception {
        String documentation = Files.readString(DOCUMENTATION);
        List<String> missing = new ArrayList<>();
        for (ProblemKind kind : ProblemKind.ALL) {
            String row = "| " + kind.status() + " | `" + kind.code() + "` | ";
            if (!documentation.contains(row)) {
                missing.add(row);
            }
        }
        assertThat(missing).as("rows that docs/http-api.md lacks").isEmpty();
    }
}
