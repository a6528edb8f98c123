package dev.tributary.cli;

import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.testing.CaseResult;
import dev.tributary.testing.CaseResults;
import dev.tributary.testing.CaseRunner;
import dev.tributary.testing.Driver;
import dev.tributary.testing.JUnitReport;
import dev.tributary.testing.KafkaDriver;
import dev.tributary.testing.TopologyDriver;
import java.io.IOException;
import java.io.PrintWriter;
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
        CaseResults results = driver == DriverName.topology ? run(new TopologyDriver()) : runOnKafka();
        if (report != null) {
            writeReport(report, results);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d passed, %d failed%n", results.passed(), results.failed());
        out.flush();
        return results.failed() == 0 ? 0 : Main.FAILURE;
    }

    private CaseResults runOnKafka() throws InterruptedException {
        try (SandboxKafka kafka = SandboxKafka.start()) {
            return run(new KafkaDriver(kafka.bootstrapServers()));
        }
    }

    private CaseResults run(Driver where) throws InterruptedException {
        return CaseRunner.run(directory, where, this::print);
    }

    private void print(CaseResult result) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s %s%n", result.passed() ? "ok  " : "FAIL", result.file());
        result.failures().forEach(out::println);
        out.flush();
    }

    private void writeReport(Path file, CaseResults results) throws IOException {
        JUnitReport.write(file, directory.toString(), results);
    }
}
