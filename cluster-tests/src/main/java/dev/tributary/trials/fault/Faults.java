package dev.tributary.trials.fault;

import dev.tributary.sandbox.process.ThreeBrokers;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.process.SmallDisk;
import dev.tributary.trials.rows.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Faults of one cluster, each with a victim that no other fault of the same round has. */
final class Faults {
    private static final int POISONED = 5;
    private static final int BROKERS = 3;

    private final Cluster cluster;
    private final Feed feed;
    private final Random random;
    private final List<Instance> free;

    /** Of a round. */
    Faults(Cluster cluster, Feed feed, Random random) {
        this.cluster = cluster;
        this.feed = feed;
        this.random = random;
        free = new ArrayList<>(cluster.instances());
    }

    Fault of(FaultKind kind) {
        return switch (kind) {
            case KILL -> kill(victim());
            case RESTART -> restart(victim());
            case PAUSE -> pause(victim());
            case LOST_STATE -> lostState(victim());
            case FULL_DISK -> fullDisk(victim());
            case KILL_BROKER, KILL_CONTROLLER -> killBroker(kind == FaultKind.KILL_CONTROLLER);
            case POISON -> poison();
            case JOIN -> join(free.remove(0));
        };
    }

    private Instance victim() {
        return free.remove(random.nextInt(free.size()));
    }

    private Fault kill(Instance victim) {
        return new Fault("kill -9 of " + victim.name(), victim::kill, () -> cluster.startAgain(victim));
    }

    private Fault restart(Instance victim) {
        return new Fault("clean restart of " + victim.name(), victim::stop, () -> cluster.startAgain(victim));
    }

    private Fault pause(Instance victim) {
        return new Fault("SIGSTOP of " + victim.name(), victim::pause, () -> {
            victim.resume();
            cluster.awaitReady(victim);
        });
    }

    private Fault lostState(Instance victim) {
        Runnable lose = () -> {
            victim.kill();
            victim.loseState();
        };
        return new Fault("lost state of " + victim.name(), lose, () -> cluster.startAgain(victim));
    }

    private Fault fullDisk(Instance victim) {
        SmallDisk disk = victim.disk()
                .orElseThrow(() -> new IllegalStateException(victim.name() + " has no disk of its own to be filled"));
        Runnable fill = () -> {
            victim.excuse(true);
            disk.fill();
        };
        return new Fault("full disk of " + victim.name(), fill, () -> {
            disk.free();
            // as an operator would: its applications may have given up
            if (victim.isRunning()) {
                victim.stop();
            }
            victim.excuse(false);
            cluster.startAgain(victim);
        });
    }

    private Fault killBroker(boolean controller) {
        if (!(cluster.kafka() instanceof ThreeBrokers brokers)) {
            throw new IllegalStateException("there is one broker only: none can be killed");
        }
        int active = brokers.controller();
        int node = controller ? active : 1 + (active + random.nextInt(BROKERS - 1)) % BROKERS;
        return new Fault(
                "kill -9 of broker " + node + (controller ? ", the controller" : ""),
                () -> brokers.kill(node),
                () -> brokers.startAgain(node));
    }

    private Fault poison() {
        Runnable poison = () -> {
            for (int i = 0; i < POISONED; i++) {
                feed.poison();
            }
        };
        return new Fault("poison in every source", poison, () -> {});
    }

    private Fault join(Instance oldest) {
        Runnable join = () -> cluster.awaitReady(cluster.add());
        return new Fault("a new instance joins, then " + oldest.name() + " leaves", join, () -> {
            cluster.awaitSettled();
            oldest.stop();
            cluster.remove(oldest);
        });
    }
}
