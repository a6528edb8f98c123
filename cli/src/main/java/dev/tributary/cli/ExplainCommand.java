package dev.tributary.cli;

import dev.tributary.docs.Explain;
import dev.tributary.view.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains how a view is kept. */
@Command(
        name = "explain",
        description = "Show the plan of a view: sources, joins, internal topics, stores, and what each is for.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A view file, a configuration, or a folder of view files.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Parameters(index = "1", paramLabel = "VIEW", description = "The view's name.")
    @SuppressWarnings("NullAway.Init")
    private String view;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Model model = ViewInput.load(List.of(file), spec.commandLine().getErr());
        spec.commandLine().getOut().print(Explain.text(model, ViewInput.view(model, view)));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
