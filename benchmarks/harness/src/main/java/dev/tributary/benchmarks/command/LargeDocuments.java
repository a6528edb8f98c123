package dev.tributary.benchmarks.command;

import static dev.tributary.benchmarks.process.Contenders.CACHED_DSL;
import static dev.tributary.benchmarks.process.Contenders.DSL;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY_FROM_STORES;

import dev.tributary.benchmarks.measure.Growth;
import dev.tributary.benchmarks.measure.LargeDocument;
import dev.tributary.benchmarks.measure.Reads;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.report.Figure;
import dev.tributary.benchmarks.report.Ratio;
import dev.tributary.benchmarks.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What the size of a document does to reads and changes. */
final class LargeDocuments {
    private static final Duration READ_FOR = Duration.ofSeconds(8);
    private static final int SMALLEST = 10;
    private static final int CHANGES = 20_000;
    /** A rival writes the whole array again for each change: no more than so many elements in all. */
    private static final int ELEMENTS_AGAIN = 5_000_000;
    /** Already to fill it, a rival writes half the square of this: with ten times as many it takes hours. */
    private static final int LARGEST_OF_RIVAL = 10_000;

    private final Run run;
    private final Report report;
    private final int children;

    /** @param children of the largest document */
    LargeDocuments(Run run, int children) {
        this.run = run;
        report = run.report();
        this.children = children;
    }

    /** The newest twenty of very many orders, against twenty of twenty. */
    void reads() throws ExecutionException, InterruptedException {
        List<Reads> large = new ArrayList<>();
        List<Reads> small = new ArrayList<>();
        try (LargeDocument document = LargeDocument.start(
                Contenders.tributaryFromStores("newest-orders"), children, run.warmUp(), run.directory())) {
            for (int round = 0; round < run.rounds(); round++) {
                large.add(document.large(READ_FOR));
                small.add(document.small(READ_FOR));
            }
        }
        double ofLarge =
                reads("the newest 20 of " + children + " orders", large).median();
        double ofSmall = reads("the newest 20 of 20 orders", small).median();
        report.add(Ratio.atMost("CPU of a read, 20 of " + children + " orders against 20", ofLarge / ofSmall, 1.3));
    }

    private Figure reads(String what, List<Reads> runs) {
        report.add(what + ": reads/s", TRIBUTARY_FROM_STORES.name(), runs, Reads::perSecond);
        return report.add(
                what + ": CPU of a read, compilers left out, µs", TRIBUTARY_FROM_STORES.name(), runs, Reads::cpuMicros);
    }

    /** A change in ever larger documents. */
    void growth() throws ExecutionException, InterruptedException {
        for (int size = SMALLEST; size <= children; size *= SMALLEST) {
            double ratio = growth(TRIBUTARY, size, CHANGES);
            if (size * (long) SMALLEST > children) {
                report.add(Ratio.atMost(
                        "CPU per change, a document of " + size + " orders against one of 10", ratio, 1.3));
            }
        }
        for (Contender rival : List.of(DSL, CACHED_DSL)) {
            for (int size = SMALLEST; size <= Math.min(children, LARGEST_OF_RIVAL); size *= SMALLEST) {
                growth(rival, size, Math.min(CHANGES, ELEMENTS_AGAIN / size));
            }
        }
        if (children > LARGEST_OF_RIVAL) {
            report.remark("growth: plain Kafka Streams was measured up to " + LARGEST_OF_RIVAL
                    + " orders only: to fill a document of n orders it writes n²/2 of them");
        }
    }

    private double growth(Contender contender, int size, int changes) throws ExecutionException, InterruptedException {
        List<Growth> runs = Growth.of(contender, size, changes, run.rounds(), run.directory());
        report.add(
                "a change in a document of " + size + " orders: CPU, compilers left out, µs",
                contender.name(),
                runs,
                Growth::largeMicros);
        return report.add(
                        "a change in a document of " + size + " orders: CPU against one of 10 orders beside it",
                        contender.name(),
                        runs,
                        Growth::ratio)
                .median();
    }
}
