package dev.tributary.sim;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.core.JsonGenerator;
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
import dev.tributary.store.OrderedStore;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Runs the steps of a view on one thread, with logs that are lists, and everything that at-least-once allows to go wrong,
 * decided by a seed. Nothing of Kafka is in it: what it finds, the steps got wrong.
 */
final class Simulator {
    private static final int PARTITIONS = 2;
    private static final int SOURCE_PARTITIONS = 2;
    private static final int MOST_TICKS = 200_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Model model;
    private final Plan plan;
    private final Faults faults;
    private final Random random;
    private final List<Event> events;
    private final Map<Log, SimLog> logs = new HashMap<>();
    private final Map<Log, long[]> commits = new HashMap<>();
    private final List<List<Step>> sites = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<Zombie> zombies = new ArrayList<>();
    private final long[] sourceOffsets = new long[SOURCE_PARTITIONS];
    private long clock = 1_000_000_000_000L;
    private long timestamp = 1_000;
    private int nextEvent;

    /** A task's place in the cluster: who works there, its standby, and the last state of its disk. */
    private static final class Slot {
        final List<Step> steps;
        final int partition;
        SimTask active;
        SimTask standby;
        Map<Log, MemoryStore> disk = new HashMap<>();

        Slot(List<Step> steps, int partition, SimTask active, SimTask standby) {
            this.steps = steps;
            this.partition = partition;
            this.active = active;
            this.standby = standby;
        }
    }

    private record Zombie(SimTask task, int[] ticksLeft) {}

    Simulator(Model model, Plan plan, List<Event> events, Faults faults, long seed) {
        this.model = model;
        this.plan = plan;
        this.events = events;
        this.faults = faults;
        random = new Random(seed);
        for (Source source : plan.sources()) {
            sites.add(List.of(new IngestStep(Planner.rowLog(source))));
        }
        plan.sites().forEach(site -> sites.add(site.steps()));
        for (List<Step> steps : sites) {
            steps.forEach(step -> logs.computeIfAbsent(step.log(), log -> new SimLog(log, PARTITIONS)));
        }
        for (List<Step> steps : sites) {
            steps.forEach(step -> commits.put(key(steps, step.log()), new long[PARTITIONS]));
        }
    }
}
