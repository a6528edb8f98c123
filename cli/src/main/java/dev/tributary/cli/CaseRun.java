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
import org.jspecify.annotations.Nullable;

/** One run of a folder's cases. Apart from its command, since only with the sandbox on the class path it can be loaded. */
final class CaseRun {
    private final Path directory;
    private final @Nullable Path report;
    private final PrintWriter out;

    CaseRun(Path directory, @Nullable Path report, PrintWriter out) {
        this.directory = directory;
        this.report = report;
        this.out = out;
    }

    /** Runs all cases; returns the exit code. */
    int run(boolean onKafka) throws IOException, InterruptedException {
        CaseResults results = onKafka ? runOnKafka() : run(new TopologyDriver());
        if (report != null) {
            JUnitReport.write(report, directory.toString(), results);
        }
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
        out.printf("%s %s%n", result.passed() ? "ok  " : "FAIL", result.file());
        result.failures().forEach(out::println);
        out.flush();
    }
}
