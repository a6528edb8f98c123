package dev.tributary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private final Wanted wanted = new Wanted();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String accept = wanted.isOne() ? "application/json" : "application/x-ndjson";
        try (InputStream body = remote.read(wanted.path(), accept)) {
            print(body);
        }
        return 0;
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
