package dev.tributary.sim;

import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Step;
import dev.tributary.plan.Task;
import dev.tributary.store.FoldState;
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
    private final Sabotage sabotage;
    private long position;
    private final Map<Target, List<Sent>> unflushed = new LinkedHashMap<>();

    SimTask(Simulator world, Slot slot, Step step, MemoryStore store) {
        this.world = world;
        this.slot = slot;
        this.step = step;
        this.partition = slot.partition();
        this.store = store;
        state = new FoldState(store);
        sabotage = new Sabotage(world.faults().broken(), step, state);
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
        LogRecord record = sabotage.before(new LogRecord(entry.key(), entry.value(), entry.offset()));
        if (record != null) {
            step.process(record, this);
            sabotage.after(record);
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
        if (log.equals(Plan.published())) {
            return; // for others to read
        }
        LogRecord said = sabotage.sends(log, key, value);
        if (said != null) {
            Target target = new Target(log, world.log(log).partition(said.key()));
            unflushed.computeIfAbsent(target, each -> new ArrayList<>()).add(new Sent(said.key(), said.value()));
        }
    }

    @Override
    public long now() {
        return world.now();
    }
}
