package dev.tributary.benchmarks.command;

import static dev.tributary.benchmarks.process.Contenders.CONSTANT;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY_FROM_STORES;

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

/** Reads of documents and of pages: as many as one processor gives, and how long each takes at a fixed rate. */
final class ReadBenchmarks {
    private static final Duration READ_FOR = Duration.ofSeconds(8);
    /** What all contenders bear. */
    private static final int DOCUMENTS_PER_SECOND = 1_000;

    /** One processor has the work of both instances. */
    private static final int FORWARDED_PER_SECOND = 500;

    private static final int PAGES_PER_SECOND = 200;
    private static final Map<String, String> PAGES = pages();

    private final Run run;
    private final Shop shop;

    ReadBenchmarks(Run run, Shop shop) {
        this.run = run;
        this.shop = shop;
    }

    private static Map<String, String> pages() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("a page of 20 documents", "/views/customer-orders?limit=20");
        addresses.put("a lookup of 20 documents", "/views/customer-orders?country=FR&limit=20");
        addresses.put("5 of a document's orders", "/views/customer-orders/2/orders?limit=5");
        return addresses;
    }

    /** What is measured of one contender, or of one address. */
    private interface Measure<T> {
        Reads of(T asked) throws InterruptedException;
    }

    // ------------------------------------------------------------------------------------------ side by side

    /** @param rivals beside Tributary, with and without its document cache, and the constant answer */
    void sideBySide(List<Contender> rivals) throws Exception {
        List<Contender> all = new ArrayList<>(List.of(TRIBUTARY, TRIBUTARY_FROM_STORES));
        all.addAll(rivals);
        all.add(CONSTANT);
        try (SideBySide sides = SideBySide.start(all, shop, run.directory(), run.warmUp())) {
            Map<Contender, Figure> any = asked("any document", all, contender -> sides.any(contender, READ_FOR));
            Map<Contender, Figure> same = asked(
                    "the same document", List.of(TRIBUTARY, CONSTANT), contender -> sides.same(contender, READ_FOR));
            for (Contender contender : all) {
                latencies(
                        "any document",
                        DOCUMENTS_PER_SECOND,
                        contender.name(),
                        runs(contender, asked -> sides.atRate(asked, DOCUMENTS_PER_SECOND, READ_FOR)));
            }
            Figure p99 = sameAtRate(sides, TRIBUTARY);
            Figure ceiling = sameAtRate(sides, CONSTANT);
            pages(sides);
            run.report()
                    .add(Ratio.atLeast(
                            "any document out of RocksDB, against a constant answer",
                            Medians.ratio(any, TRIBUTARY_FROM_STORES, CONSTANT),
                            0.65));
            run.report()
                    .add(Ratio.atMost(
                            "the same document, p99 against a constant answer", p99.median() / ceiling.median(), 2));
            run.report()
                    .add(Ratio.atLeast(
                            "the same document, against a constant answer",
                            Medians.ratio(same, TRIBUTARY, CONSTANT),
                            0.9));
            againstRivals(any, rivals);
        }
    }

    private Figure sameAtRate(SideBySide sides, Contender contender) throws InterruptedException {
        return latencies(
                "the same document",
                DOCUMENTS_PER_SECOND,
                contender.name(),
                runs(contender, asked -> sides.sameAtRate(asked, DOCUMENTS_PER_SECOND, READ_FOR)));
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

    /** In turns: what the machine does meanwhile touches all alike. */
    private Map<Contender, Figure> asked(String what, List<Contender> all, Measure<Contender> measure)
            throws InterruptedException {
        Map<Contender, List<Reads>> runs = new LinkedHashMap<>();
        for (int round = 0; round < run.rounds(); round++) {
            for (Contender contender : all) {
                runs.computeIfAbsent(contender, first -> new ArrayList<>()).add(measure.of(contender));
            }
        }
        Map<Contender, Figure> figures = new LinkedHashMap<>();
        runs.forEach((contender, reads) -> figures.put(contender, perSecond(what, contender.name(), reads)));
        return figures;
    }

    private void pages(SideBySide sides) throws InterruptedException {
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            perSecond(page.getKey(), TRIBUTARY.name(), runs(page.getValue(), address -> sides.of(address, READ_FOR)));
            latencies(
                    page.getKey(),
                    PAGES_PER_SECOND,
                    TRIBUTARY.name(),
                    runs(page.getValue(), address -> sides.atRate(address, PAGES_PER_SECOND, READ_FOR)));
        }
    }

    // --------------------------------------------------------------------------------------------- forwarded

    /** Two instances, which share the processor that one has for itself otherwise: those the first has, and those it has to ask for. */
    void forwarded() throws Exception {
        try (TwoInstances two = TwoInstances.start(shop, run.directory(), run.warmUp())) {
            String of = TRIBUTARY.name() + ", two instances";
            perSecond("a document that the asked instance has", of, runs(two, asked -> asked.local(READ_FOR)));
            perSecond("any document, forwarded", of, runs(two, asked -> asked.forwarded(READ_FOR)));
            latencies(
                    "a document that the asked instance has",
                    FORWARDED_PER_SECOND,
                    of,
                    runs(two, asked -> asked.localAtRate(FORWARDED_PER_SECOND, READ_FOR)));
            latencies(
                    "any document, forwarded",
                    FORWARDED_PER_SECOND,
                    of,
                    runs(two, asked -> asked.forwardedAtRate(FORWARDED_PER_SECOND, READ_FOR)));
        }
    }

    // ------------------------------------------------------------------------------------------------- parts

    private <T> List<Reads> runs(T asked, Measure<T> measure) throws InterruptedException {
        List<Reads> runs = new ArrayList<>();
        for (int round = 0; round < run.rounds(); round++) {
            runs.add(measure.of(asked));
        }
        return runs;
    }

    private Figure perSecond(String what, String of, List<Reads> runs) {
        run.report().add(what + ": CPU of a read, compilers left out, µs", of, runs, Reads::cpuMicros);
        return run.report().add(what + ": reads/s", of, runs, Reads::perSecond);
    }

    /** @return that of p99 */
    private Figure latencies(String what, int rate, String of, List<Reads> runs) {
        String atRate = what + ", " + rate + " reads/s: ";
        run.report().add(atRate + "p50, ms", of, runs, Reads::p50Millis);
        Figure p99 = run.report().add(atRate + "p99, ms", of, runs, Reads::p99Millis);
        run.report().add(atRate + "p99.9, ms", of, runs, Reads::p999Millis);
        return p99;
    }
}
