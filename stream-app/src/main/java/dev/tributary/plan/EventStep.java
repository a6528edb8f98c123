package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.store.Stored;
import dev.tributary.view.Source;
import java.util.List;

/** The events of a source, as they come. They are never updated, so nothing is kept of them here. Thread-safe. */
public final class EventStep {
    private final Source source;
    private final Shape shape;
    private final List<Flow> flows;
    private final Sayer sayer;

    EventStep(Source source, Shape shape, List<Flow> flows, Sayer sayer) {
        this.source = source;
        this.shape = shape;
        this.flows = List.copyOf(flows);
        this.sayer = sayer;
    }

    public Source source() {
        return source;
    }

    /** The logs to which it says events. */
    public List<Log> writes() {
        return Routes.logsBehind(flows, List.of());
    }

    /**
     * Says an event.
     *
     * @param json the event as a row
     * @param version where its record stands in the topic
     * @param number of the event in its record, from 0
     */
    public void say(byte[] json, Version version, int number, Task task) {
        byte[] key = new TupleWriter()
                .add(version.partition())
                .add(version.offset())
                .add(number)
                .toBytes();
        Message message = Message.put(List.of(version), shape.read(json, key));
        Stored event = new Stored(version.offset(), 0, message, List.of());
        flows.forEach(flow -> sayer.enter(flow, key, event, task));
    }
}
