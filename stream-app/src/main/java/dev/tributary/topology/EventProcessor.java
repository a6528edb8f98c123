package dev.tributary.topology;

import dev.tributary.codec.Change;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.Version;
import dev.tributary.plan.EventStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.RowFilter;
import dev.tributary.plan.Task;
import dev.tributary.store.FoldState;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Decodes the records of a topic of events, and says each to where its own columns lead. */
final class EventProcessor implements Processor<byte[], byte[], byte[], byte[]>, Task {
    private final EventStep step;
    private final RecordDecoder decoder;
    private final RowFilter filter;
    private final Log events;
    private final DeadLetters deadLetters;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private long timestamp;

    /** @param events stands for the topic in the names of sinks */
    EventProcessor(EventStep step, RecordDecoder decoder, Log events, String deadLetters) {
        this.step = step;
        this.decoder = decoder;
        this.filter = RowFilter.of(step.source());
        this.events = events;
        this.deadLetters = new DeadLetters(step.source().name(), deadLetters);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        timestamp = record.timestamp();
        Version version = new Version(record.timestamp(), from.partition(), from.offset());
        for (Change change : decoder.decode(record.key(), record.value(), DecodeProcessor.headers(record))) {
            if (change instanceof Change.Upsert event && filter.accepts(event.row())) {
                step.say(event.row(), version, this);
            } else if (change instanceof Change.Invalid invalid) {
                deadLetters.bury(context(), record, invalid.reason());
            }
        }
    }

    @Override
    public void send(Log log, byte[] key, byte @Nullable [] value) {
        context().forward(new Record<>(key, value, timestamp), Topologies.sinkName(events, log));
    }

    @Override
    public FoldState state() {
        throw new IllegalStateException("nothing is kept of events where they come in");
    }

    @Override
    public long now() {
        return context().currentSystemTimeMs();
    }

    private ProcessorContext<byte[], byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("the reader of " + step.source().name() + " is not initialised");
        }
        return context;
    }
}
