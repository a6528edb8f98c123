package dev.tributary.benchmarks.command;

import static dev.tributary.benchmarks.process.Contenders.DSL;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY;

import dev.tributary.benchmarks.measure.Freshness;
import dev.tributary.benchmarks.measure.Restore;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.report.Figure;
import dev.tributary.benchmarks.report.Ratio;
import dev.tributary.benchmarks.report.Report;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Each part of the work but reads, which are {@link ReadBenchmarks}, and what its figures should be. */
final class Benchmarks {
    private static final Duration FOLLOW_FOR = Duration.ofSeconds(30);
    private static final int CHANGES_PER_SECOND = 1_000;

    private final Run run;
    private final Report report;
    private final Shop shop;
    private final int rounds;
    private final Path directory;
    private final List<Contender> streaming;

    Benchmarks(Run run, Shop shop, Path rivals) {
        this.run = run;
        this.shop = shop;
        report = run.report();
        rounds = run.rounds();
        directory = run.directory();
        streaming = Contenders.streaming(rivals);
    }

    // ------------------------------------------------------------------------------------------------ changes

    void ingest() throws Exception {
        IngestFigures figures =
                IngestFigures.of(run, "", "orders", streaming, () -> new ShopLedger(shop), run.changes());
        report.add(Ratio.atMost(
                "CPU per change, against plain Kafka Streams", figures.cpu(TRIBUTARY) / figures.cpu(DSL), 0.25));
        report.add(Ratio.atMost("records per changed order", figures.records(TRIBUTARY), 3));
    }

    // ------------------------------------------------------------------------------------------------ restore

    void restore() throws Exception {
        List<Restore> runs = Restore.of(TRIBUTARY, shop, rounds, directory);
        report.add("restore: rows", TRIBUTARY.name(), runs, Restore::rows);
        report.add(
                "restore: seconds, start of the JVM included",
                TRIBUTARY.name(),
                runs,
                restore -> restore.cost().seconds());
        Figure rate = report.add("restore: rows per CPU-second", TRIBUTARY.name(), runs, Restore::rowsPerCpuSecond);
        report.add(Ratio.atLeast("restored rows per CPU-second", rate.median(), 150_000));
    }

    // ---------------------------------------------------------------------------------------------- freshness

    void freshness() throws Exception {
        Map<Contender, List<Histogram>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : streaming) {
                Histogram visible = Freshness.of(contender, shop, CHANGES_PER_SECOND, FOLLOW_FOR, directory);
                System.err.printf(
                        "%s: visible after %.1f ms (p50), %.1f ms (p99), of %d%n",
                        contender.name(),
                        visible.getValueAtPercentile(50) / 1e6,
                        visible.getValueAtPercentile(99) / 1e6,
                        visible.getTotalCount());
                runs.computeIfAbsent(contender, first -> new ArrayList<>()).add(visible);
            }
        }
        for (Map.Entry<Contender, List<Histogram>> each : runs.entrySet()) {
            Figure p50 = visible(each.getKey(), each.getValue(), 50);
            Figure p99 = visible(each.getKey(), each.getValue(), 99);
            if (each.getKey().equals(TRIBUTARY)) {
                report.add(Ratio.atMost("freshness p50, ms", p50.median(), 10));
                report.add(Ratio.atMost("freshness p99, ms", p99.median(), 40));
            }
        }
    }

    private Figure visible(Contender contender, List<Histogram> runs, int percentile) {
        return report.add(
                "from acknowledged to visible at " + CHANGES_PER_SECOND + " changes/s: p" + percentile + ", ms",
                contender.name(),
                runs,
                histogram -> histogram.getValueAtPercentile(percentile) / 1e6);
    }
}
