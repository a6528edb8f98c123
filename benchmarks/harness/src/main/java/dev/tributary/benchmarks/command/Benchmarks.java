package dev.tributary.benchmarks.command;

import static dev.tributary.benchmarks.process.Contenders.CACHED_DSL;
import static dev.tributary.benchmarks.process.Contenders.CONSTANT;
import static dev.tributary.benchmarks.process.Contenders.DSL;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY;

import dev.tributary.benchmarks.measure.Freshness;
import dev.tributary.benchmarks.measure.Reads;
import dev.tributary.benchmarks.measure.Restore;
import dev.tributary.benchmarks.measure.SideBySide;
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

/** Each part of the work, and what its figures should be. */
final class Benchmarks {
    private static final Duration READ_FOR = Duration.ofSeconds(8);
    private static final Duration FOLLOW_FOR = Duration.ofSeconds(20);
    private static final int RATE = 1_000;
    private static final int CHANGES_PER_SECOND = 1_000;

    private final Run run;
    private final Report report;
    private final Shop shop;
    private final int rounds;
    private final Path directory;
    private final List<Contender> streaming = new ArrayList<>(List.of(TRIBUTARY, DSL, CACHED_DSL));

    Benchmarks(Run run, Shop shop, Path rivals) {
        this.run = run;
        this.shop = shop;
        report = run.report();
        rounds = run.rounds();
        directory = run.directory();
        streaming.addAll(Contenders.built(rivals));
    }

    // ------------------------------------------------------------------------------------------------ changes

    void ingest() throws Exception {
        IngestFigures figures =
                IngestFigures.of(run, "", "orders", streaming, () -> new ShopLedger(shop), run.changes());
        report.add(Ratio.atMost(
                "CPU per change, against plain Kafka Streams", figures.cpu(TRIBUTARY) / figures.cpu(DSL), 0.25));
        report.add(Ratio.atMost("records per changed order", figures.records(TRIBUTARY), 3));
    }

    // -------------------------------------------------------------------------------------------------- reads

    void reads() throws Exception {
        List<Contender> all = new ArrayList<>(streaming);
        all.add(CONSTANT);
        try (SideBySide sides = SideBySide.start(all, shop, directory)) {
            Map<Contender, Figure> any = asked("any document", all, contender -> sides.any(contender, READ_FOR));
            Map<Contender, Figure> same = asked(
                    "the same document", List.of(TRIBUTARY, CONSTANT), contender -> sides.same(contender, READ_FOR));
            latencies(sides, all);
            pages(sides);
            report.add(Ratio.atLeast("any document, against a constant answer", over(any, TRIBUTARY, CONSTANT), 0.65));
            report.add(Ratio.atLeast(
                    "the same document, against a constant answer", over(same, TRIBUTARY, CONSTANT), 0.9));
            for (Contender rival : streaming.subList(1, streaming.size())) {
                double target = rival.name().startsWith("Spring") ? 2.5 : 1.7;
                report.add(Ratio.atLeast("any document, against " + rival.name(), over(any, TRIBUTARY, rival), target));
            }
        }
    }

    /** What is measured of one contender. */
    private interface Measure {
        Reads of(Contender contender) throws InterruptedException;
    }

    /** In turns: what the machine does meanwhile touches all alike. */
    private Map<Contender, Figure> asked(String what, List<Contender> all, Measure measure)
            throws InterruptedException {
        Map<Contender, List<Double>> perSecond = new LinkedHashMap<>();
        Map<Contender, List<Double>> cpu = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : all) {
                Reads reads = measure.of(contender);
                perSecond.computeIfAbsent(contender, first -> new ArrayList<>()).add(reads.perSecond());
                cpu.computeIfAbsent(contender, first -> new ArrayList<>()).add(reads.cpuMicros());
            }
        }
        Map<Contender, Figure> figures = new LinkedHashMap<>();
        perSecond.forEach(
                (contender, runs) -> figures.put(contender, report.add(what + ": reads/s", contender.name(), runs)));
        cpu.forEach((contender, runs) ->
                report.add(what + ": CPU of a read, compilers left out, µs", contender.name(), runs));
        return figures;
    }

    private void latencies(SideBySide sides, List<Contender> all) throws InterruptedException {
        for (Contender contender : all) {
            List<Reads> runs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                runs.add(sides.atRate(contender, RATE, READ_FOR));
            }
            String what = "any document, " + RATE + " reads/s: ";
            report.add(
                    what + "p50, ms",
                    contender.name(),
                    runs.stream().map(Reads::p50Millis).toList());
            report.add(
                    what + "p99, ms",
                    contender.name(),
                    runs.stream().map(Reads::p99Millis).toList());
            report.add(
                    what + "p99.9, ms",
                    contender.name(),
                    runs.stream().map(Reads::p999Millis).toList());
        }
    }

    private void pages(SideBySide sides) throws InterruptedException {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("a page of 20 documents", "/views/customer-orders?limit=20");
        addresses.put("a lookup of 20 documents", "/views/customer-orders?country=FR&limit=20");
        addresses.put("5 of a document's orders", "/views/customer-orders/2/orders?limit=5");
        for (Map.Entry<String, String> page : addresses.entrySet()) {
            List<Reads> runs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                runs.add(sides.of(page.getValue(), READ_FOR));
            }
            report.add(
                    page.getKey() + ": reads/s",
                    TRIBUTARY.name(),
                    runs.stream().map(Reads::perSecond).toList());
            report.add(
                    page.getKey() + ": CPU of a read, compilers left out, µs",
                    TRIBUTARY.name(),
                    runs.stream().map(Reads::cpuMicros).toList());
        }
    }

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

    private static double median(Map<Contender, Figure> figures, Contender of) {
        Figure figure = figures.get(of);
        if (figure == null) {
            throw new IllegalArgumentException(of.name() + " was not measured");
        }
        return figure.median();
    }

    private static double over(Map<Contender, Figure> figures, Contender above, Contender below) {
        return median(figures, above) / median(figures, below);
    }
}
