package dev.tributary.topology;

import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.RowStep;
import dev.tributary.plan.Step;
import dev.tributary.plan.Task;
import dev.tributary.store.FoldState;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Carries a step: hands it the records of its log, and sends what it says to the sinks. */
final class StepProcessor implements Processor<byte[], byte[], byte[], byte[]>, Task {
    /** Deletions are forgotten some thousands at once: often enough to keep up with those that come. */
    private static final Duration FORGET_EVERY = Duration.ofSeconds(10);

    /** Often enough to take over a large topic in minutes. */
    private static final Duration TAKE_OVER_EVERY = Duration.ofMillis(100);

    private final Step step;
    private final String prefix;
    private final @Nullable Takeover takeover;
    private final LongConsumer freshness;
    private Takeover.@Nullable Part part;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable FoldStore store;
    private long timestamp;

    /**
     * @param prefix of the names of the step's nodes and stores
     * @param takeover which keys of the published topic to look at; null when the step publishes nothing
     * @param freshness told how old a change is, in ms, once it is stored
     */
    StepProcessor(Step step, String prefix, @Nullable Takeover takeover, LongConsumer freshness) {
        this.step = step;
        this.prefix = prefix;
        this.takeover = takeover;
        this.freshness = freshness;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        store = null;
        store().beginProcessing();
        newContext.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> {
            timestamp = now;
            step.forgetDeletions(this);
        });
        if (takeover != null && step instanceof RowStep rows) {
            takeOver(takeover.begin(newContext.taskId().partition()), rows, newContext);
        }
    }

    private void takeOver(Takeover.Part mine, RowStep rows, ProcessorContext<byte[], byte[]> newContext) {
        part = mine;
        newContext.schedule(TAKE_OVER_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> {
            timestamp = now;
            mine.drain(key -> rows.disown(key, this));
        });
    }

    @Override
    public void close() {
        if (store != null) {
            store.endProcessing();
        }
        if (takeover != null && part != null) {
            takeover.end(context().taskId().partition(), part);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long offset = context().recordMetadata().orElseThrow().offset();
        timestamp = record.timestamp();
        step.process(new LogRecord(record.key(), record.value(), offset), this);
        if (record.value() != null) {
            // each record on the way has the time of the source's record that it follows from
            freshness.accept(System.currentTimeMillis() - timestamp);
        }
    }

    @Override
    public FoldState state() {
        return store().state();
    }

    private FoldStore store() {
        if (store == null) {
            store = context().getStateStore(prefix + Topologies.storeName(step.log()));
        }
        return store;
    }

    @Override
    public void send(Log log, byte[] key, byte @Nullable [] value) {
        Record<byte[], byte[]> record = new Record<>(key, value, timestamp);
        if (log.equals(step.log())) {
            Long folded = state().offset();
            record = record.withHeaders(OwnWrites.mark(folded == null ? 0 : folded));
        }
        context().forward(record, prefix + Topologies.sinkName(step.log(), log));
    }

    @Override
    public long now() {
        return context().currentSystemTimeMs();
    }

    private ProcessorContext<byte[], byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("the processor of " + step.log().name() + " is not initialised");
        }
        return context;
    }
}
