package dev.tributary.cli;

import dev.tributary.view.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks view files. */
@Command(name = "validate", description = "Show all problems of view files, at once.", mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "View files, configurations, or folders of view files.")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Model model = ViewInput.load(files, spec.commandLine().getErr());
        spec.commandLine()
                .getOut()
                .printf(
                        "fine: %s, %s: %s%n",
                        count(model.sources().size(), "source"),
                        count(model.views().size(), "view"),
                        String.join(", ", model.views().keySet()));
        return 0;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
