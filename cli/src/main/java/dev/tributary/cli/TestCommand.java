package dev.tributary.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the cases of a folder. */
@Command(
        name = "test",
        description = "Run the cases of a folder: what documents follow from which changes.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    /** Where the cases run. */
    enum DriverName {
        topology,
        kafka
    }

    @Parameters(paramLabel = "DIR", description = "A folder with views.yaml or views/*.yaml, and cases/*.yaml.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(
            names = "--driver",
            paramLabel = "DRIVER",
            defaultValue = "topology",
            description = "topology: in this process, at once (default); kafka: a real broker and the real service.")
    @SuppressWarnings("NullAway.Init")
    private DriverName driver;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write a JUnit report.")
    private @Nullable Path report;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return new CaseRun(directory, report, spec.commandLine().getOut()).run(driver == DriverName.kafka);
    }
}
