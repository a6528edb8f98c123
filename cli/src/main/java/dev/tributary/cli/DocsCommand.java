package dev.tributary.cli;

import dev.tributary.docs.TopologyDocs;
import dev.tributary.view.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the topology pages. */
@Command(name = "docs", description = "Write a page on each view's topology.", mixinStandardHelpOptions = true)
final class DocsCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "View files, configurations, or folders of view files.")
    private List<Path> files = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The folder to write to; it is made if it is missing.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Model model = ViewInput.load(files, spec.commandLine().getErr());
        TopologyDocs.write(model, directory);
        TopologyDocs.pages(model)
                .keySet()
                .forEach(page -> spec.commandLine().getOut().println(directory.resolve(page)));
        return 0;
    }
}
