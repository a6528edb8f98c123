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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One life of a task: the steps of a site for one partition, their stores, and what was sent but not acknowledged. */
final class SimTask implements Task {
    private record Sent(byte[] key, byte @Nullable [] value) {}

    private record Target(Log log, int partition) {}

    private final Simulator world;
    private final List<Step> steps;
    final int partition;
    private final Map<Log, MemoryStore> stores = new HashMap<>();
    private final Map<Log, FoldState> states = new HashMap<>();
    private final Map<Log, Long> positions = new HashMap<>();
    private final Map<Target, List<Sent>> unflushed = new LinkedHashMap<>();

    SimTask(Simulator world, List<Step> steps, int partition, Map<Log, MemoryStore> disks) {
        this.world = world;
        this.steps = steps;
        this.partition = partition;
        for (Step step : steps) {
            MemoryStore store = disks.getOrDefault(step.log(), new MemoryStore());
            stores.put(step.log(), store);
            states.put(step.log(), new FoldState(store));
        }
    }

    /** Restores each store up to the commit, and stands there ready to process. */
    SimTask restored() {
        for (Step step : steps) {
            long committed = world.committed(step.log(), partition);
            restore(step, committed);
            positions.put(step.log(), committed);
        }
        return this;
    }

    private void restore(Step step, long to) {
        FoldState state = states.get(step.log());
        Long offset = state.offset();
        long from = offset == null ? 0 : offset + 1;
        for (SimLog.Entry entry : world.log(step.log()).range(partition, from, to)) {
            step.restore(entry.key(), entry.value(), state, world.now());
        }
        if (to - 1 >= from) {
            state.restoredTo(to - 1);
        }
    }

    /** A standby: the stores follow the logs up to the commit. */
    void follow() {
        steps.forEach(step -> restore(step, world.committed(step.log(), partition)));
    }

    Map<Log, MemoryStore> disks() {
        Map<Log, MemoryStore> copies = new HashMap<>();
        stores.forEach((log, store) -> copies.put(log, store.copy()));
        return copies;
    }

    MemoryStore store(Log log) {
        return stores.get(log);
    }

    /** Processes one record of a random log of the task; false when there is none. */
    boolean processOne(Random random) {
        List<Step> order = new ArrayList<>(steps);
        java.util.Collections.shuffle(order, random);
        for (Step step : order) {
            SimLog.Entry entry = world.log(step.log()).next(partition, positions.get(step.log()));
            if (entry != null) {
                positions.put(step.log(), entry.offset() + 1);
                process(step, entry);
                return true;
            }
        }
        return false;
    }

    private void process(Step step, SimLog.Entry entry) {
        FoldState state = states.get(step.log());
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

    /** All sends acknowledged, then the offsets, then the stores are told. */
    void commit() {
        flushAll();
        positions.forEach((log, position) -> world.commit(log, partition, position));
        states.values().forEach(FoldState::settle);
    }

    /** Whether all that there is has been processed and committed. */
    boolean isQuiet() {
        return positions.entrySet().stream()
                .allMatch(position ->
                        position.getValue() >= world.log(position.getKey()).end(partition)
                                && world.committed(position.getKey(), partition) >= position.getValue());
    }

    void forgetDeletions() {
        steps.forEach(step -> step.forgetDeletions(this));
    }

    @Override
    public FoldState state(Log log) {
        FoldState state = states.get(log);
        if (state == null) {
            throw new IllegalStateException("no state of " + log.name() + " in this task");
        }
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
