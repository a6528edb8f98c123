package dev.tributary.topology;

import dev.tributary.codec.RecordDecoder;
import dev.tributary.plan.EventStep;
import dev.tributary.plan.IngestStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.RowStep;
import dev.tributary.plan.Step;
import dev.tributary.view.Source;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wires steps into topologies. A pure function of the plan and the topics' names; every node and store is named after the
 * log that it is about, so that a change elsewhere renames nothing.
 */
public final class Topologies {
    private static final ByteArrayDeserializer READ = new ByteArrayDeserializer();
    private static final ByteArraySerializer WRITE = new ByteArraySerializer();

    private Topologies() {}

    /** The store of a log. */
    public static String storeName(Log log) {
        return log.name();
    }

    /** Adds a source's ingestion: its topic decoded into its row log, and the fold that keeps the log right. */
    public static void addSource(
            Topology topology, Source source, Function<Source, RecordDecoder> decoders, Topics topics) {
        addSource(topology, source, decoders, topics, Observer.NONE);
    }

    /** Adds a source's ingestion under observation. */
    public static void addSource(
            Topology topology,
            Source source,
            Function<Source, RecordDecoder> decoders,
            Topics topics,
            Observer observer) {
        Log rows = Planner.rowLog(source);
        Log decode = new Log("decode-" + source.name(), 0);
        addReader(
                topology,
                source,
                decode,
                List.of(rows),
                topics,
                observer,
                deadLetters ->
                        () -> new DecodeProcessor(source, decoders.apply(source), sinkName(decode, rows), deadLetters));
        addStep(topology, new IngestStep(rows), topics, "keep-", null, Topologies::nobody);
    }

    /** Adds what reads a source's topic, and the sinks to which it writes. */
    private static void addReader(
            Topology topology,
            Source source,
            Log reader,
            List<Log> writes,
            Topics topics,
            Observer observer,
            Function<DeadLetters, ProcessorSupplier<byte[], byte[], byte[], byte[]>> processor) {
        String read = "read-" + source.name();
        String deadLetters = "dead-letters-" + source.name();
        topology.addSource(AutoOffsetReset.earliest(), read, Topologies::timestamp, READ, READ, source.topic());
        topology.addProcessor(
                reader.name(), processor.apply(new DeadLetters(source.name(), deadLetters, observer)), read);
        for (Log target : writes) {
            addSink(topology, sinkName(reader, target), target, topics, reader.name());
        }
        topology.addSink(deadLetters, topics.deadLetters(), WRITE, WRITE, reader.name());
    }

    /** Producers of long ago set none, which by default stops the thread. */
    private static long timestamp(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }

    /** Adds a view: all its steps. */
    public static void addView(Topology topology, Plan plan, Function<Source, RecordDecoder> decoders, Topics topics) {
        addView(topology, plan, decoders, topics, new Takeover(), Observer.NONE, source -> true);
    }

    /**
     * Adds a view that may take a published topic over, under observation.
     *
     * @param buries the sources of events of which it writes the dead letters: other views may read the same
     */
    public static void addView(
            Topology topology,
            Plan plan,
            Function<Source, RecordDecoder> decoders,
            Topics topics,
            Takeover takeover,
            Observer observer,
            Predicate<Source> buries) {
        plan.events()
                .forEach(step -> addEvents(topology, step, decoders, topics, observer, buries.test(step.source())));
        Optional<RowStep> publishing = plan.publishing();
        LongConsumer freshness = observer.freshness(plan.view().name());
        for (Step step : plan.steps()) {
            boolean publishes = publishing.isPresent() && step.equals(publishing.get());
            boolean isLast = step.log().equals(plan.documents());
            addStep(topology, step, topics, "", publishes ? takeover : null, isLast ? freshness : Topologies::nobody);
        }
    }

    private static void addEvents(
            Topology topology,
            EventStep step,
            Function<Source, RecordDecoder> decoders,
            Topics topics,
            Observer observer,
            boolean buries) {
        Source source = step.source();
        Log events = new Log("events-" + source.name(), 0);
        addReader(
                topology,
                source,
                events,
                step.writes(),
                topics,
                observer,
                deadLetters ->
                        () -> new EventProcessor(step, decoders.apply(source), events, buries ? deadLetters : null));
    }

    private static void addStep(
            Topology topology,
            Step step,
            Topics topics,
            String prefix,
            @Nullable Takeover takeover,
            LongConsumer freshness) {
        String log = step.log().name();
        String processor = prefix + "fold-" + log;
        topology.addReadOnlyStateStore(
                FoldStore.builder(prefix + storeName(step.log()), step),
                prefix + "log-" + log,
                READ,
                READ,
                topics.topic(step.log()),
                processor,
                updater(step, prefix, takeover, freshness));
        for (Log target : step.writes()) {
            addSink(topology, prefix + sinkName(step.log(), target), target, topics, processor);
        }
    }

    /** The step is the store's updater, and says what follows: hence the raw cast, the updater's type forwards nothing. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ProcessorSupplier<byte[], byte[], Void, Void> updater(
            Step step, String prefix, @Nullable Takeover takeover, LongConsumer freshness) {
        ProcessorSupplier supplier = () -> new StepProcessor(step, prefix, takeover, freshness);
        return supplier;
    }

    private static void addSink(Topology topology, String name, Log log, Topics topics, String parent) {
        if (log.equals(Plan.published())) {
            // other clients find a key where Kafka's own partitioner puts it
            topology.addSink(name, topics.topic(log), WRITE, WRITE, parent);
        } else {
            topology.addSink(name, topics.topic(log), WRITE, WRITE, new LogPartitioner(log), parent);
        }
    }

    /** How old changes are, only the last step tells. */
    private static void nobody(long ageMs) {}

    static String sinkName(Log from, Log to) {
        return from.name() + "-to-" + to.name();
    }
}
