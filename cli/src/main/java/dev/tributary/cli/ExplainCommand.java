package dev.tributary.cli;

import dev.tributary.config.Nearest;
import dev.tributary.docs.Explain;
import dev.tributary.view.Explanations;
import dev.tributary.view.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains how a view is kept, or what the code of a problem means. */
@Command(
        name = "explain",
        description = {
            "Show the plan of a view: sources, joins, internal topics, stores, and what each is for.",
            "With one argument: what the code of a problem means, as in tributary explain unknown-column."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE|CODE",
            description = "A view file, a configuration, or a folder of view files; or the code of a problem.")
    @SuppressWarnings("NullAway.Init")
    private String subject;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VIEW", description = "The view's name.")
    private @Nullable String view;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        String text = view == null ? problem(subject) : plan(Path.of(subject), view);
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String plan(Path file, String name) {
        Model model = ViewInput.load(List.of(file), spec.commandLine().getErr());
        return Explain.text(model, ViewInput.view(model, name));
    }

    private static String problem(String code) {
        if (Files.exists(Path.of(code))) {
            throw new CannotRun("which view of " + code + "? tributary explain " + code + " VIEW");
        }
        return Explanations.of(code)
                .orElseThrow(() -> new CannotRun("no problem has the code `" + code + "`; "
                        + Nearest.to(code, Explanations.codes())
                                .map(near -> "did you mean `" + near + "`?")
                                .orElseGet(ExplainCommand::codes)));
    }

    private static String codes() {
        return Explanations.codes().stream().collect(Collectors.joining("`, `", "the codes are `", "`"));
    }
}
