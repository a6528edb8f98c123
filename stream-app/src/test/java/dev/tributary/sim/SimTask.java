package dev.tributary.sim;

import dev.tributary.codec.Message;
import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Step;
import dev.tributary.plan.Task;
import dev.tributary.sim.Faults.Broken;
import dev.tributary.store.FoldState;
import dev.tributary.store.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One life of a task: the steps of a site for one partition, their stores, and what was sent but not acknowledged. */
final class SimTask implements Task {
    private record Sent(byte[] key, byte @Nullable [] value) {}

    /** Where a send goes. */
    private record Target(Log log, int partition) {}

    private final Simulator world;
    private final Slot slot;
    private final Step step;
    private final int partition;
    private final MemoryStore store;
    private final FoldState state;
    private long position;
    private final Map<Target, List<Sent>> unflushed = new LinkedHashMap<>();

    SimTask(Simulator world, Slot slot, Step step, MemoryStore store) {
        this.world = world;
        this.slot = slot;
        this.step = step;
        this.partition = slot.partition();
        this.store = store;
        state = new FoldState(store);
    }

    /** Restores the store up to the commit, and stands there ready to process. */
    SimTask restored() {
        follow();
        position = slot.committed();
        return this;
    }

    /** A standby: the store follows the log up to the commit. */
    void follow() {
        Long offset = state.offset();
        long from = offset == null ? 0 : offset + 1;
        long to = slot.committed();
        for (SimLog.Entry entry : world.log(step.log()).range(partition, from, to)) {
            step.restore(entry.key(), entry.value(), state, world.now());
        }
        if (to - 1 >= from) {
            state.restoredTo(to - 1);
        }
    }

    MemoryStore disk() {
        return store.copy();
    }

    MemoryStore store() {
        return store;
    }

    /** Processes the next record of the log; false when there is none. */
    boolean processOne() {
        SimLog.Entry entry = world.log(step.log()).next(partition, position);
        if (entry == null) {
            return false;
        }
        position = entry.offset() + 1;
        process(entry);
        return true;
    }

    private void process(SimLog.Entry entry) {
        LogRecord record = new LogRecord(entry.key(), entry.value(), entry.offset());
        Broken broken = world.faults().broken();
        if (broken == Broken.EQUAL_NOT_SAID_AGAIN && isEqual(state, record)) {
            return;
        }
        if (broken == Broken.VERSION_COMPARE_LEFT_OUT) {
            forgetVersion(state, record);
        }
        step.process(record, this);
        if (broken == Broken.MARKER_DROPPED_AT_ONCE) {
            dropMarker(state, record);
        }
        if (broken == Broken.PLACE_FORGOTTEN_BEFORE_COMMIT) {
            state.settle();
        }
    }

    private static boolean isEqual(FoldState state, LogRecord record) {
        Stored stored = state.get(record.key());
        return stored != null
                && record.value() != null
                && Stored.age(stored, Message.decode(record.value())) == Stored.Age.EQUAL;
    }

    private static void forgetVersion(FoldState state, LogRecord record) {
        Stored stored = state.get(record.key());
        if (stored != null) {
            Message unversioned = new Message(
                    stored.message().kind(), List.of(), stored.message().parts());
            try (FoldState.Change change = state.change(record.offset())) {
                change.put(record.key(), new Stored(0, stored.deletedAt(), unversioned, stored.left()));
                change.apply();
            }
        }
    }

    private static void dropMarker(FoldState state, LogRecord record) {
        Stored stored = state.get(record.key());
        if (stored != null && !stored.isLive()) {
            try (FoldState.Change change = state.change(record.offset())) {
                change.forget(record.key(), stored);
                change.apply();
            }
        }
    }

    /** Lets the broker have some of what was sent, each partition's in its order. */
    void flushSome(Random random) {
        unflushed.forEach((target, sent) -> flush(target, sent, random.nextInt(sent.size() + 1)));
    }

    void flushAll() {
        unflushed.forEach((target, sent) -> flush(target, sent, sent.size()));
    }

    private void flush(Target target, List<Sent> sent, int count) {
        for (Sent each : sent.subList(0, count)) {
            world.log(target.log).append(target.partition, each.key, each.value);
        }
        sent.subList(0, count).clear();
    }

    /** All sends acknowledged, then the offset, then the store is told. */
    void commit() {
        flushAll();
        slot.commit(position);
        state.settle();
    }

    /** Whether all that there is has been processed and committed. */
    boolean isQuiet() {
        return unflushed.values().stream().allMatch(List::isEmpty)
                && position >= world.log(step.log()).end(partition)
                && slot.committed() >= position;
    }

    void forgetDeletions() {
        step.forgetDeletions(this);
    }

    @Override
    public FoldState state() {
        return state;
    }

    @Override
    public void send(Log log, byte[] key, byte @Nullable [] value) {
        Target target = new Target(log, world.log(log).partition(key));
        unflushed.computeIfAbsent(target, each -> new ArrayList<>()).add(new Sent(key, value));
    }

    @Override
    public long now() {
        return world.now();
    }
}
