package dev.tributary.cli;

import dev.tributary.access.ApiKeys;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a key for the HTTP API, and its hash for the configuration. */
@Command(
        name = "key",
        description = "Make an API key, to be given to a client, and its hash, for http.access.api_keys.",
        mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String key = ApiKeys.random();
        out.println("key: " + key);
        out.println("sha256: " + ApiKeys.hash(key));
        out.flush();
        return 0;
    }
}
