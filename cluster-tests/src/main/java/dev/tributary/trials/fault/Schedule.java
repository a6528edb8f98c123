package dev.tributary.trials.fault;

import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.read.FaultClock;
import dev.tributary.trials.rows.Feed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Faults one after another, and what is waited between them: the same for the same seed. */
public final class Schedule {
    private static final int PAUSE_AT_LEAST_MS = 7_000;

    private final Random random;
    private final List<Round> rounds;

    /**
     * Faults at one time.
     *
     * @param gap before them
     * @param hold until they are mended
     */
    private record Round(List<FaultKind> kinds, Duration gap, Duration hold) {}

    private Schedule(Random random, List<Round> rounds) {
        this.random = random;
        this.rounds = rounds;
    }

    /**
     * Each of these kinds once.
     *
     * @param longestHold before a fault is mended; a pause is longer than a session in any case
     */
    public static Schedule of(long seed, Duration longestHold, List<List<FaultKind>> kinds) {
        Random random = new Random(seed);
        List<List<FaultKind>> order = new ArrayList<>(kinds);
        Collections.shuffle(order, random);
        List<Round> rounds = new ArrayList<>();
        for (List<FaultKind> each : order) {
            rounds.add(round(random, each, longestHold));
        }
        return new Schedule(random, rounds);
    }

    /** One round of one or two faults that are possible here. */
    public static Schedule any(long seed, Duration longestHold, List<FaultKind> possible) {
        Random random = new Random(seed);
        List<FaultKind> kinds = new ArrayList<>(possible);
        Collections.shuffle(kinds, random);
        int count = random.nextInt(3) == 0 ? 2 : 1;
        List<FaultKind> chosen = kinds.subList(0, count);
        // a broker more than one would be more than what Kafka promises to bear
        if (chosen.stream().filter(FaultKind::needsBrokers).count() > 1) {
            chosen = chosen.subList(0, 1);
        }
        return new Schedule(random, List.of(round(random, chosen, longestHold)));
    }

    private static Round round(Random random, List<FaultKind> kinds, Duration longestHold) {
        int gap = 1_000 + random.nextInt(2_000);
        int hold = (int) (longestHold.toMillis() / 3 + random.nextInt((int) (longestHold.toMillis() * 2 / 3)));
        boolean pause = kinds.contains(FaultKind.PAUSE);
        return new Round(
                // brokers are mended first: others may wait until the cluster is whole; who leaves does so when all are
                // back
                kinds.stream()
                        .sorted(Comparator.comparing(FaultKind::needsBrokers)
                                .reversed()
                                .thenComparing(FaultKind.JOIN::equals))
                        .toList(),
                Duration.ofMillis(gap),
                Duration.ofMillis(pause ? Math.max(hold, PAUSE_AT_LEAST_MS) : hold));
    }

    /** Carries it out. */
    public void run(Cluster cluster, Feed feed, FaultClock clock) {
        for (Round round : rounds) {
            Patience.sleep(round.gap);
            Faults faults = new Faults(cluster, feed, random);
            List<Fault> all = round.kinds.stream().map(faults::of).toList();
            clock.on();
            all.forEach(fault -> {
                fault.begin().run();
                cluster.log().note(fault.name());
            });
            Patience.sleep(round.hold);
            long mendedNs = System.nanoTime();
            all.forEach(fault -> fault.end().run());
            cluster.awaitSettled();
            clock.off();
            cluster.log()
                    .note(String.format(
                            Locale.ROOT,
                            "settled again %.1f s after %s was mended",
                            (System.nanoTime() - mendedNs) / 1e9,
                            all.stream().map(Fault::name).collect(Collectors.joining(" and "))));
        }
    }
}
