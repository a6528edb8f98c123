package dev.tributary.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.codec.KeyText;
import dev.tributary.codec.Message;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.oracle.Event;
import dev.tributary.plan.IngestStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Step;
import dev.tributary.store.DocumentReader;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Runs the steps of a view on one thread, with logs that are lists, and everything that at-least-once allows to go wrong,
 * decided by a seed. Nothing of Kafka is in it: what it finds, the steps got wrong.
 */
final class Simulator {
    private static final int PARTITIONS = 2;
    private static final int MOST_TICKS = 300_000;
    private static final int ZOMBIE_TICKS = 60;
    private static final long DAY_MS = 25L * 60 * 60 * 1000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Model model;
    private final Plan plan;
    private final Random random;
    private final List<Event> events;
    private final Map<Log, SimLog> logs = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<Zombie> zombies = new ArrayList<>();
    private final List<SimSource> sources = new ArrayList<>();
    private Faults faults;
    private long clock = 1_000_000_000_000L;
    private long timestamp = 1_000;
    private int nextEvent;
    private int crashes;

    /** A paused task that does not know that it was replaced. */
    private record Zombie(SimTask task, int until) {}

    Simulator(Model model, Plan plan, List<Event> events, Faults faults, long seed) {
        this.model = model;
        this.plan = plan;
        this.events = events;
        this.faults = faults;
        random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (Source source : plan.sources()) {
            if (source.kind() == Source.Kind.ROWS) {
                steps.add(new IngestStep(Planner.rowLog(source)));
            }
            sources.add(new SimSource(this, source, plan));
        }
        steps.addAll(plan.steps());
        for (Step step : steps) {
            step.writes().forEach(this::open);
            open(step.log());
            for (int partition = 0; partition < PARTITIONS; partition++) {
                slots.add(new Slot(this, step, partition));
            }
        }
    }

    private void open(Log written) {
        logs.computeIfAbsent(written, log -> new SimLog(log, PARTITIONS));
    }

    SimLog log(Log log) {
        return logs.get(log);
    }

    long now() {
        return clock;
    }

    Faults faults() {
        return faults;
    }

    int crashes() {
        return crashes;
    }

    /** Runs all events with faults, then to the end without. */
    void run() {
        int tick = 0;
        while (nextEvent < events.size()) {
            tick(tick++);
        }
        faults = new Faults(0, 0, 0, faults.broken());
        int until = tick + MOST_TICKS;
        while (!(zombies.isEmpty() && isQuiet())) {
            if (tick > until) {
                throw new AssertionError("not quiet after " + MOST_TICKS + " ticks: "
                        + logs.entrySet().stream()
                                .map(entry -> entry.getKey().name() + " "
                                        + entry.getValue().written())
                                .toList());
            }
            tick(tick++);
            slots.forEach(Slot::drain);
        }
    }

    private void tick(int tick) {
        clock++;
        if (nextEvent < events.size() && random.nextInt(3) == 0) {
            produce(events.get(nextEvent++));
        }
        sources.get(random.nextInt(sources.size())).tick(random, faults);
        Slot slot = slots.get(random.nextInt(slots.size()));
        slot.tick(random);
        if (random.nextDouble() < faults.crash()) {
            slot.crash(random);
            crashes++;
        } else if (random.nextDouble() < faults.zombie()) {
            zombies.add(new Zombie(slot.replace(random), tick + random.nextInt(ZOMBIE_TICKS)));
        }
        wakeZombies(tick);
        if (random.nextDouble() < faults.compaction()) {
            compact();
        }
        if (zombies.isEmpty() && random.nextInt(200) == 0 && isQuiet()) {
            forgetDeletions();
        }
    }

    /** A paused task goes on with what it had fetched, and its sends get through; its commit would be refused. */
    private void wakeZombies(int tick) {
        for (Zombie zombie : List.copyOf(zombies)) {
            if (tick >= zombie.until) {
                zombies.remove(zombie);
                for (int i = random.nextInt(4); i > 0; i--) {
                    zombie.task.processOne();
                }
                zombie.task.flushAll();
            }
        }
    }

    /** A day passes while nothing is on its way; state of a task's earlier lives is too old then. */
    private void forgetDeletions() {
        clock += DAY_MS;
        slots.forEach(Slot::dayPasses);
    }

    /** The log cleaner stays behind what everybody has committed: its lag is days, theirs is not. */
    private void compact() {
        List<Log> all = List.copyOf(logs.keySet());
        Log log = all.get(random.nextInt(all.size()));
        int partition = random.nextInt(PARTITIONS);
        long before = Long.MAX_VALUE;
        for (Slot slot : slots) {
            if (slot.partition() == partition && slot.folds(log)) {
                before = Math.min(before, slot.committed());
            }
        }
        log(log).compact(partition, before);
    }

    private boolean isQuiet() {
        return sources.stream().allMatch(SimSource::isQuiet) && slots.stream().allMatch(Slot::isQuiet);
    }

    private void produce(Event event) {
        timestamp += 1 + random.nextInt(3);
        for (SimSource source : sources) {
            if (source.name().equals(event.source())) {
                source.produce(key(event), message(event), timestamp, random);
            }
        }
    }

    private byte[] key(Event event) {
        TupleWriter key = new TupleWriter();
        for (String column : model.source(event.source()).key()) {
            key.addKeyJson(json(event.row().get(column)));
        }
        return key.toBytes();
    }

    private static Message message(Event event) {
        List<Version> none = List.of();
        return event.delete() ? Message.gone(none) : Message.put(none, new byte[][] {json(event.row())});
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    // ----------------------------------------------------------------------------------------------- results

    /** The documents of the active copies. */
    Map<String, byte[]> documents() {
        return documents(Slot::active);
    }

    /** The documents of the standbys, which follow the logs only. */
    Map<String, byte[]> standbyDocuments() {
        return documents(Slot::caughtUpStandby);
    }

    /**
     * The documents of copies that are restored from the logs, as compacted as they are, from nothing. Of the times of their last
     * changes they know what the active copies know, but for what was compacted away.
     */
    Map<String, byte[]> restoredDocuments() {
        return documents(slot -> {
            SimTask restored = slot.fromNothing();
            compareTimes(slot.active().store(), restored.store());
            return restored;
        });
    }

    private void compareTimes(MemoryStore active, MemoryStore restored) {
        try (DocumentReader expected = plan.reader(active);
                DocumentReader actual = plan.reader(restored)) {
            for (byte[] key = actual.nextKey(null); key != null; key = actual.nextKey(key)) {
                if (actual.modified(key) == 0 || actual.modified(key) > expected.modified(key)) {
                    throw new AssertionError("document " + KeyText.format(key, plan.keyParts()) + " changed at "
                            + expected.modified(key) + ", but a restored copy says at " + actual.modified(key));
                }
            }
        }
    }

    /** Looks at a document. */
    interface Look {
        void at(DocumentReader documents, byte[] key) throws IOException;
    }

    /** Looks at every document of the active copies. */
    void look(Look look) {
        for (Slot slot : slots) {
            if (slot.folds(plan.documents())) {
                try (DocumentReader reader = plan.reader(slot.active().store())) {
                    for (byte[] key = reader.nextKey(null); key != null; key = reader.nextKey(key)) {
                        look.at(reader, key);
                    }
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            }
        }
    }

    private Map<String, byte[]> documents(Function<Slot, SimTask> copy) {
        Map<String, byte[]> documents = new TreeMap<>();
        for (Slot slot : slots) {
            if (slot.folds(plan.documents())) {
                read(copy.apply(slot).store(), documents);
            }
        }
        return documents;
    }

    private void read(MemoryStore store, Map<String, byte[]> documents) {
        long count = 0;
        try (DocumentReader reader = plan.reader(store)) {
            for (byte[] key = reader.nextKey(null); key != null; key = reader.nextKey(key)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                if (!reader.write(key, out)) {
                    throw new AssertionError("listed, but not there: " + Arrays.toString(key));
                }
                documents.put(KeyText.format(key, plan.keyParts()), out.toByteArray());
                count++;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (count > Plan.count(store)) {
            throw new AssertionError("counted " + Plan.count(store) + " documents, read " + count);
        }
    }

    /** All records that the logs have, for counting what a change costs. */
    long written() {
        return logs.values().stream().mapToLong(SimLog::written).sum();
    }
}
