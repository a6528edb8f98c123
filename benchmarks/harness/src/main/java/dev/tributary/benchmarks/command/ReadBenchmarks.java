package dev.tributary.benchmarks.command;

import static dev.tributary.benchmarks.process.Contenders.CONSTANT;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY_FROM_STORES;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY_OF_TWO;

import dev.tributary.benchmarks.load.Paths;
import dev.tributary.benchmarks.measure.Reads;
import dev.tributary.benchmarks.measure.SideBySide;
import dev.tributary.benchmarks.measure.TwoInstances;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.report.Figure;
import dev.tributary.benchmarks.report.Ratio;
import dev.tributary.benchmarks.rows.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Reads of documents and of pages: as many as one processor gives, and how long each takes at a fixed rate. */
final class ReadBenchmarks {
    private static final Duration READ_FOR = Duration.ofSeconds(8);
    /** For the slowest of a thousand to be known, it takes many thousands. */
    private static final Duration AT_RATE_FOR = Duration.ofSeconds(20);

    /** What all contenders bear. */
    private static final int DOCUMENTS_PER_SECOND = 1_000;

    /** One processor has the work of both instances. */
    private static final int FORWARDED_PER_SECOND = 500;

    private static final int PAGES_PER_SECOND = 200;
    /** Of the time for which documents are read before: what they have in common is compiled. */
    private static final int PAGES_WARM_UP_PART = 5;

    private final Run run;
    private final Shop shop;

    ReadBenchmarks(Run run, Shop shop) {
        this.run = run;
        this.shop = shop;
    }

    /** What is measured of a contender. */
    private interface Measure {
        Reads of(Contender asked) throws InterruptedException;
    }

    // ------------------------------------------------------------------------------------------ side by side

    /** @param rivals beside Tributary, with and without its document cache, and the constant answer */
    void sideBySide(List<Contender> rivals) throws Exception {
        List<Contender> all = new ArrayList<>(List.of(TRIBUTARY, TRIBUTARY_FROM_STORES));
        all.addAll(rivals);
        all.add(CONSTANT);
        try (SideBySide sides = SideBySide.start(all, shop, run.directory(), run.warmUp())) {
            List<Contender> cached = List.of(TRIBUTARY, CONSTANT);
            Map<Contender, Figure> any =
                    perSecond("any document", inTurns(all, contender -> sides.any(contender, READ_FOR)));
            Map<Contender, Figure> same =
                    perSecond("the same document", inTurns(cached, contender -> sides.same(contender, READ_FOR)));
            latencies(
                    "any document",
                    DOCUMENTS_PER_SECOND,
                    inTurns(all, contender -> sides.atRate(contender, DOCUMENTS_PER_SECOND, AT_RATE_FOR)));
            Map<Contender, Figure> p99 = latencies(
                    "the same document",
                    DOCUMENTS_PER_SECOND,
                    inTurns(cached, contender -> sides.sameAtRate(contender, DOCUMENTS_PER_SECOND, AT_RATE_FOR)));
            pages(sides);
            run.report()
                    .add(Ratio.atLeast(
                            "any document out of RocksDB, against a constant answer",
                            Medians.ratio(any, TRIBUTARY_FROM_STORES, CONSTANT),
                            0.65));
            run.report()
                    .add(Ratio.atMost(
                            "the same document, p99 against a constant answer",
                            Medians.ratio(p99, TRIBUTARY, CONSTANT),
                            2));
            run.report()
                    .add(Ratio.atLeast(
                            "the same document, against a constant answer",
                            Medians.ratio(same, TRIBUTARY, CONSTANT),
                            0.9));
            againstRivals(any, rivals);
        }
    }

    /** All read from their stores. Against a database there is no target. */
    private void againstRivals(Map<Contender, Figure> any, List<Contender> rivals) {
        for (Contender rival : rivals) {
            if (!rival.name().equals(Contenders.SQL)) {
                double target = rival.name().startsWith("Spring") ? 2.5 : 1.7;
                run.report()
                        .add(Ratio.atLeast(
                                "any document out of RocksDB, against " + rival.name(),
                                Medians.ratio(any, TRIBUTARY_FROM_STORES, rival),
                                target));
            }
        }
    }

    private void pages(SideBySide sides) throws InterruptedException {
        sides.warmUpPages(run.warmUp().dividedBy(PAGES_WARM_UP_PART));
        for (Map.Entry<String, Paths> page : sides.pages().entrySet()) {
            List<Contender> only = List.of(TRIBUTARY);
            perSecond(page.getKey(), inTurns(only, of -> sides.of(page.getValue(), READ_FOR)));
            latencies(
                    page.getKey(),
                    PAGES_PER_SECOND,
                    inTurns(only, of -> sides.atRate(page.getValue(), PAGES_PER_SECOND, AT_RATE_FOR)));
        }
    }

    // --------------------------------------------------------------------------------------------- forwarded

    /** Two instances, which share the processor that one has for itself otherwise: those the first has, and those it has to ask for. */
    void forwarded() throws Exception {
        try (TwoInstances two = TwoInstances.start(shop, run.directory(), run.warmUp())) {
            List<Contender> first = List.of(TRIBUTARY_OF_TWO.get(0));
            String here = "a document that the asked instance has";
            String elsewhere = "any document, forwarded";
            perSecond(here, inTurns(first, asked -> two.local(READ_FOR)));
            perSecond(elsewhere, inTurns(first, asked -> two.forwarded(READ_FOR)));
            latencies(
                    here,
                    FORWARDED_PER_SECOND,
                    inTurns(first, asked -> two.localAtRate(FORWARDED_PER_SECOND, AT_RATE_FOR)));
            latencies(
                    elsewhere,
                    FORWARDED_PER_SECOND,
                    inTurns(first, asked -> two.forwardedAtRate(FORWARDED_PER_SECOND, AT_RATE_FOR)));
        }
    }

    // ------------------------------------------------------------------------------------------------- parts

    /** What the machine does meanwhile touches all alike. */
    private Map<Contender, List<Reads>> inTurns(List<Contender> all, Measure measure) throws InterruptedException {
        Map<Contender, List<Reads>> runs = new LinkedHashMap<>();
        for (int round = 0; round < run.rounds(); round++) {
            for (Contender contender : all) {
                runs.computeIfAbsent(contender, first -> new ArrayList<>()).add(measure.of(contender));
            }
        }
        return runs;
    }

    private Map<Contender, Figure> perSecond(String what, Map<Contender, List<Reads>> runs) {
        each(what + ": CPU of a read, compilers left out, µs", runs, Reads::cpuMicros);
        return each(what + ": reads/s", runs, Reads::perSecond);
    }

    /** @return those of p99 */
    private Map<Contender, Figure> latencies(String what, int rate, Map<Contender, List<Reads>> runs) {
        String atRate = what + ", " + rate + " reads/s: ";
        each(atRate + "p50, ms", runs, Reads::p50Millis);
        Map<Contender, Figure> p99 = each(atRate + "p99, ms", runs, Reads::p99Millis);
        each(atRate + "p99.9, ms", runs, Reads::p999Millis);
        return p99;
    }

    private Map<Contender, Figure> each(String what, Map<Contender, List<Reads>> runs, ToDoubleFunction<Reads> value) {
        Map<Contender, Figure> figures = new LinkedHashMap<>();
        runs.forEach(
                (contender, reads) -> figures.put(contender, run.report().add(what, contender.name(), reads, value)));
        return figures;
    }
}
