package dev.tributary.topology;

import dev.tributary.codec.Change;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.Version;
import dev.tributary.plan.EventStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.RowFilter;
import dev.tributary.plan.Task;
import dev.tributary.store.FoldState;
import org.jspecify.annotations.Nullable;

/** Decodes the records of a topic of events, and says each to where its own columns lead. */
final class EventProcessor extends SourceProcessor implements Task {
    private final EventStep step;
    private final RowFilter filter;
    private final Log events;

    /** @param events stands for the topic in the names of sinks */
    EventProcessor(EventStep step, RecordDecoder decoder, Log events, @Nullable DeadLetters deadLetters) {
        super(decoder, deadLetters);
        this.step = step;
        this.filter = RowFilter.of(step.source());
        this.events = events;
    }

    @Override
    void accept(Change change, Version place, int number) {
        if (change instanceof Change.Upsert event && filter.accepts(event.row())) {
            step.say(event.row(), place, number, this);
        }
    }

    @Override
    public void send(Log log, byte[] key, byte @Nullable [] value) {
        forward(key, value, Topologies.sinkName(events, log));
    }

    @Override
    public FoldState state() {
        throw new IllegalStateException("nothing is kept of events where they come in");
    }

    @Override
    public long now() {
        return context().currentSystemTimeMs();
    }
}
