package dev.tributary.sim;

import dev.tributary.codec.Message;
import dev.tributary.codec.Version;
import dev.tributary.plan.EventStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.RowFilter;
import dev.tributary.plan.Task;
import dev.tributary.store.FoldState;
import dev.tributary.view.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A source topic and its decoding tasks: one a partition, without state. What a task sent since its commit may be lost or
 * come twice. Later rows of a key may be in another partition; their timestamps then tell the order.
 */
final class SimSource {
    private static final int PARTITIONS = 2;

    /** @param number of the event in its record: records of events may have several */
    private record Produced(byte[] key, Message message, long timestamp, long offset, int number) {}

    private final Simulator world;
    private final Source source;
    private final RowFilter filter;
    private final List<EventStep> events;
    private final List<List<Produced>> topic = new ArrayList<>();
    private final int[] positions = new int[PARTITIONS];
    private final int[] commits = new int[PARTITIONS];
    private final List<List<Runnable>> unflushed = new ArrayList<>();

    SimSource(Simulator world, Source source, Plan plan) {
        this.world = world;
        this.source = source;
        this.filter = RowFilter.of(source);
        this.events = plan.events().stream()
                .filter(step -> step.source().equals(source))
                .toList();
        for (int i = 0; i < PARTITIONS; i++) {
            topic.add(new ArrayList<>());
            unflushed.add(new ArrayList<>());
        }
    }

    String name() {
        return source.name();
    }

    void produce(byte[] key, Message message, long timestamp, Random random) {
        if (source.kind() == Source.Kind.EVENTS) {
            // where an event lies is its identity: the oracle knows of one partition
            add(0, key, message, timestamp, random.nextInt(4) == 0);
            return;
        }
        boolean elsewhere = random.nextInt(10) == 0;
        int partition = elsewhere ? random.nextInt(PARTITIONS) : Math.floorMod(Arrays.hashCode(key), PARTITIONS);
        add(partition, key, message, timestamp, false);
    }

    private void add(int partition, byte[] key, Message message, long timestamp, boolean inSameRecord) {
        List<Produced> all = topic.get(partition);
        Produced last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (last != null && inSameRecord) {
            all.add(new Produced(key, message, last.timestamp, last.offset, last.number + 1));
        } else {
            all.add(new Produced(key, message, timestamp, last == null ? 0 : last.offset + 1, 0));
        }
    }

    void tick(Random random, Faults faults) {
        int partition = random.nextInt(PARTITIONS);
        if (random.nextDouble() < faults.crash()) {
            List<Runnable> sends = unflushed.get(partition);
            sends.subList(0, random.nextInt(sends.size() + 1)).forEach(Runnable::run);
            sends.clear();
            positions[partition] = commits[partition];
        } else if (positions[partition] < topic.get(partition).size()) {
            decode(partition, positions[partition]++);
            if (random.nextInt(4) == 0) {
                commit(partition);
            }
        } else {
            commit(partition);
        }
    }

    private void decode(int partition, int position) {
        Produced produced = topic.get(partition).get(position);
        Version version = new Version(produced.timestamp, partition, produced.offset);
        byte[] json = produced.message.isLive() ? produced.message.parts()[0] : null;
        if (source.kind() == Source.Kind.EVENTS) {
            event(json, version, produced.number, partition);
            return;
        }
        Message message = new Message(produced.message.kind(), List.of(version), produced.message.parts());
        SimLog rows = world.log(Planner.rowLog(source));
        unflushed.get(partition).add(() -> rows.append(rows.partition(produced.key), produced.key, message.encode()));
    }

    private void event(byte @Nullable [] json, Version version, int number, int partition) {
        if (json != null && filter.accepts(json)) {
            events.forEach(step -> step.say(json, version, number, new Out(partition)));
        }
    }

    /** Collects what an event says. */
    private final class Out implements Task {
        private final int partition;

        Out(int partition) {
            this.partition = partition;
        }

        @Override
        public void send(Log log, byte[] key, byte @Nullable [] value) {
            SimLog target = world.log(log);
            unflushed.get(partition).add(() -> target.append(target.partition(key), key, value));
        }

        @Override
        public FoldState state() {
            throw new IllegalStateException("nothing is kept where events come in");
        }

        @Override
        public long now() {
            return world.now();
        }
    }

    private void commit(int partition) {
        unflushed.get(partition).forEach(Runnable::run);
        unflushed.get(partition).clear();
        commits[partition] = positions[partition];
    }

    boolean isQuiet() {
        for (int i = 0; i < PARTITIONS; i++) {
            if (commits[i] < topic.get(i).size() || !unflushed.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
