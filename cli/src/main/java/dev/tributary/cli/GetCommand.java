package dev.tributary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a document, or all of a view's, one a line. */
@Command(
        name = "get",
        description = {
            "Print a document of a running service.",
            "Without a key: all documents of the view, one a line, each with its key."
        },
        mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(index = "0", paramLabel = "VIEW", description = "The view's name.")
    @SuppressWarnings("NullAway.Init")
    private String view;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY",
            description = "The document's key as in the HTTP API: parts joined by commas, each percent-encoded.")
    private @Nullable String key;

    @Option(
            names = "--fields",
            paramLabel = "FIELDS",
            description = "Only these fields, as in name,orders(order_id,product).")
    private @Nullable String fields;

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = "Only documents whose indexed field has the value; repeat it for composite indexes.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (key != null && !where.isEmpty()) {
            throw new CannotRun("expected a key or --where, not both");
        }
        String accept = key == null ? "application/x-ndjson" : "application/json";
        try (InputStream body = remote.read(path(), accept)) {
            print(body);
        }
        return 0;
    }

    private String path() {
        List<String> parameters = new ArrayList<>();
        if (fields != null) {
            parameters.add("fields=" + Remote.encode(fields));
        }
        where.forEach((name, value) -> parameters.add(Remote.encode(name) + "=" + Remote.encode(value)));
        return "/views/" + Remote.encode(view) + (key == null ? "" : "/" + key)
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    /** As it comes: all documents of a view need not fit into memory. */
    private void print(InputStream body) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Reader text = new InputStreamReader(body, StandardCharsets.UTF_8);
        char[] chars = new char[BUFFER];
        int last = '\n';
        for (int count = text.read(chars); count >= 0; count = text.read(chars)) {
            out.write(chars, 0, count);
            last = count == 0 ? last : chars[count - 1];
        }
        if (last != '\n') {
            out.println();
        }
        out.flush();
    }
}
