package dev.tributary.cli;

import dev.tributary.view.ViewSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of view files. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of view files, for editors.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ViewSchema.text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
