package dev.tributary.benchmarks.command;

import static dev.tributary.benchmarks.process.Contenders.DSL;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY;

import dev.tributary.benchmarks.measure.Freshness;
import dev.tributary.benchmarks.measure.Growth;
import dev.tributary.benchmarks.measure.Ingest;
import dev.tributary.benchmarks.measure.Restore;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.report.Figure;
import dev.tributary.benchmarks.report.Ratio;
import dev.tributary.benchmarks.report.Report;
import dev.tributary.benchmarks.rows.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** Each part of the work but reads, which are {@link ReadBenchmarks}, and what its figures should be. */
final class Benchmarks {
    private static final int CHANGES = 100_000;
    private static final Duration FOLLOW_FOR = Duration.ofSeconds(20);
    private static final int CHANGES_PER_SECOND = 1_000;
    private static final int SMALL = 10;
    private static final int LARGE = 100_000;
    /** So many bytes of children are written again by a rival, at most, for the changes of one size. */
    private static final int MOST_CHILDREN_AGAIN = 5_000_000;

    private final Report report;
    private final Shop shop;
    private final int rounds;
    private final Path directory;
    private final List<Contender> streaming;

    Benchmarks(Report report, Shop shop, int rounds, Path rivals, Path directory) {
        this.report = report;
        this.shop = shop;
        this.rounds = rounds;
        this.directory = directory;
        streaming = Contenders.streaming(rivals);
    }

    // ------------------------------------------------------------------------------------------------ changes

    void ingest() throws Exception {
        Map<Contender, List<Ingest>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : streaming) {
                Ingest run = Ingest.of(contender, shop, CHANGES, directory);
                System.err.println("round " + (round + 1) + ", " + contender.name() + ": " + run);
                runs.computeIfAbsent(contender, first -> new ArrayList<>()).add(run);
            }
        }
        each(runs, "all rows: rows/s", run -> run.rows() / run.backfill().seconds());
        each(
                runs,
                "all rows: CPU-seconds, start of the JVM included",
                run -> run.backfill().cpuSeconds());
        each(
                runs,
                "changed orders: changes/s",
                run -> run.changes() / run.live().seconds());
        Map<Contender, Figure> cpu =
                each(runs, "changed orders: CPU of each, compilers left out, µs", Ingest::cpuPerChange);
        Map<Contender, Figure> records =
                each(runs, "changed orders: records written for each", Ingest::recordsPerChange);
        each(runs, "resident memory, MB", run -> run.residentBytes() / 1e6);
        each(runs, "disk, bytes per document", run -> (double) run.diskBytes() / shop.customers());
        each(runs, "topics of its own, bytes per document", run -> (double) run.logBytes() / shop.customers());
        report.add(Ratio.atMost("CPU per change, against plain Kafka Streams", over(cpu, TRIBUTARY, DSL), 0.25));
        report.add(Ratio.atMost("records per changed order", median(records, TRIBUTARY), 3));
    }

    private Map<Contender, Figure> each(
            Map<Contender, List<Ingest>> runs, String what, ToDoubleFunction<Ingest> value) {
        Map<Contender, Figure> figures = new LinkedHashMap<>();
        runs.forEach((contender, ingests) -> figures.put(
                contender,
                report.add(
                        what,
                        contender.name(),
                        ingests.stream().mapToDouble(value).boxed().toList())));
        return figures;
    }

    // ------------------------------------------------------------------------------------------------ restore

    void restore() throws Exception {
        List<Restore> runs = Restore.of(TRIBUTARY, shop, rounds, directory);
        report.add(
                "restore: rows",
                TRIBUTARY.name(),
                runs.stream().map(run -> (double) run.rows()).toList());
        report.add(
                "restore: seconds, start of the JVM included",
                TRIBUTARY.name(),
                runs.stream().map(run -> run.cost().seconds()).toList());
        Figure rate = report.add(
                "restore: rows per CPU-second",
                TRIBUTARY.name(),
                runs.stream().map(Restore::rowsPerCpuSecond).toList());
        report.add(Ratio.atLeast("restored rows per CPU-second", rate.median(), 150_000));
    }

    // ---------------------------------------------------------------------------------------------- freshness

    void freshness() throws Exception {
        for (Contender contender : streaming) {
            List<Histogram> runs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                runs.add(Freshness.of(contender, shop, CHANGES_PER_SECOND, FOLLOW_FOR, directory));
            }
            Figure p50 = visible(contender, runs, 50);
            Figure p99 = visible(contender, runs, 99);
            if (contender.equals(TRIBUTARY)) {
                report.add(Ratio.atMost("freshness p50, ms", p50.median(), 10));
                report.add(Ratio.atMost("freshness p99, ms", p99.median(), 40));
            }
        }
    }

    private Figure visible(Contender contender, List<Histogram> runs, int percentile) {
        return report.add(
                "from acknowledged to visible at " + CHANGES_PER_SECOND + " changes/s: p" + percentile + ", ms",
                contender.name(),
                runs.stream()
                        .map(run -> run.getValueAtPercentile(percentile) / 1e6)
                        .toList());
    }

    // ----------------------------------------------------------------------------------------- document size

    void growth() throws Exception {
        for (Contender contender : List.of(TRIBUTARY, DSL)) {
            double small = 0;
            for (int children = SMALL; children <= LARGE; children *= SMALL) {
                List<Double> micros = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    int changes = contender.equals(TRIBUTARY)
                            ? 2 * SMALL * 1_000
                            : Math.max(SMALL, Math.min(2 * SMALL * 1_000, MOST_CHILDREN_AGAIN / children));
                    micros.add(
                            Growth.of(contender, children, changes, directory).largeMicros());
                }
                Figure figure = report.add(
                        "a change in a document of " + children + " orders: CPU, compilers left out, µs",
                        contender.name(),
                        micros);
                small = children == SMALL ? figure.median() : small;
                if (children == LARGE && contender.equals(TRIBUTARY)) {
                    report.add(Ratio.atMost(
                            "CPU per change, " + LARGE + " orders against " + SMALL, figure.median() / small, 1.3));
                }
            }
        }
    }

    private static double median(Map<Contender, Figure> figures, Contender of) {
        Figure figure = figures.get(of);
        if (figure == null) {
            throw new IllegalArgumentException(of.name() + " was not measured");
        }
        return figure.median();
    }

    static double over(Map<Contender, Figure> figures, Contender above, Contender below) {
        return median(figures, above) / median(figures, below);
    }
}
