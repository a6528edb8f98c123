package dev.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints how the views are doing. */
@Command(
        name = "status",
        description = {
            "Show the views of a running service: state, documents, lag.",
            "Ends with 1 when it is not ready."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int OK = 200;

    @Mixin
    private final Remote remote = new Remote();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("view", "state", "documents", "lag", "detail"));
        for (JsonNode view : remote.json("/views").path("items")) {
            rows.add(List.of(
                    view.path("name").asText(),
                    state(view),
                    view.path("documents").asText(),
                    lag(view.path("lag")),
                    view.path("detail").asText()));
        }
        PrintWriter out = spec.commandLine().getOut();
        print(rows, out);
        out.flush();
        return isReady() ? 0 : Main.FAILURE;
    }

    private static String state(JsonNode view) {
        double progress = view.path("progress").asDouble(1);
        String state = view.path("state").asText();
        return progress < 1 ? state + " " + (int) (100 * progress) + " %" : state;
    }

    private static String lag(JsonNode lag) {
        return lag.path("records").asLong() + " (" + lag.path("ms").asLong() + " ms)";
    }

    private boolean isReady() throws IOException {
        HttpResponse<InputStream> ready = remote.open("/health/ready", "application/json");
        try (InputStream body = ready.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        return ready.statusCode() == OK;
    }

    /** Columns as wide as they need to be. */
    private static void print(List<List<String>> rows, PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
