package dev.tributary.sim;

import dev.tributary.plan.Log;
import dev.tributary.plan.Step;
import java.util.Random;

/** A task's place in the cluster: its committed positions, who works there, its standby, and a disk of earlier. */
final class Slot {
    private static final int DRAINED_AT_ONCE = 100;

    private final Simulator world;
    private final Step step;
    private final int partition;
    private long committed = 1;
    private MemoryStore disk = new MemoryStore();
    private SimTask active;
    private SimTask standby;

    Slot(Simulator world, Step step, int partition) {
        this.world = world;
        this.step = step;
        this.partition = partition;
        active = restored(new MemoryStore());
        standby = new SimTask(world, this, step, new MemoryStore());
    }

    private SimTask restored(MemoryStore store) {
        return new SimTask(world, this, step, store).restored();
    }

    int partition() {
        return partition;
    }

    SimTask active() {
        return active;
    }

    boolean folds(Log log) {
        return step.log().equals(log);
    }

    long committed() {
        return committed;
    }

    void commit(long position) {
        committed = position;
    }

    void tick(Random random) {
        switch (random.nextInt(8)) {
            case 0 -> active.commit();
            case 1 -> active.flushSome(random);
            case 2 -> standby.follow();
            case 3 -> disk = active.disk();
            default -> active.processOne();
        }
        if (world.faults().crash() == 0) {
            active.commit();
        }
    }

    /** Nothing goes wrong any more: some of what there is, and a commit. */
    void drain() {
        for (int i = 0; i < DRAINED_AT_ONCE && active.processOne(); i++) {
            active.flushAll();
        }
        active.commit();
    }

    /** Some of what was sent gets through, the rest is lost; then the task starts again, here or at the standby. */
    void crash(Random random) {
        active.flushSome(random);
        MemoryStore store = switch (random.nextInt(4)) {
            case 0 -> active.disk();
            case 1 -> disk;
            case 2 -> standby.disk();
            default -> new MemoryStore();
        };
        start(store);
    }

    /** The task is paused and replaced by its standby; what it was comes back, to write on. */
    SimTask replace(Random random) {
        SimTask paused = active;
        start(random.nextBoolean() ? standby.disk() : new MemoryStore());
        return paused;
    }

    private void start(MemoryStore store) {
        disk = new MemoryStore();
        active = restored(store);
    }

    /** State that nobody opened for a day is discarded; a standby follows all day. */
    void dayPasses() {
        disk = new MemoryStore();
        standby.follow();
        active.forgetDeletions();
    }

    boolean isQuiet() {
        return active.isQuiet();
    }

    SimTask caughtUpStandby() {
        standby.follow();
        return standby;
    }

    SimTask fromNothing() {
        return restored(new MemoryStore());
    }
}
