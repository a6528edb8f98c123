package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.Row;
import dev.tributary.codec.RowReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.store.Stored;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source, cut down to the columns that the view needs. A row's change starts its flows, and goes to where the
 * row is visited by others.
 */
public final class RowStep extends Step {
    private final Shape shape;
    private final RowReader reader;
    private final List<Flow> flows;
    private final @Nullable Log visits;
    private final Sayer sayer;

    /**
     * Makes the step.
     *
     * @param flows those that start with this source's rows
     * @param visits where the source's rows are visited; null when they are not
     */
    RowStep(Log log, Shape shape, List<Flow> flows, @Nullable Log visits, Sayer sayer) {
        super(log);
        this.shape = shape;
        this.reader = new RowReader(shape.columns());
        this.flows = List.copyOf(flows);
        this.visits = visits;
        this.sayer = sayer;
    }

    @Override
    public List<Log> writes() {
        Set<Log> logs = new LinkedHashSet<>(Routes.logsBehind(flows, List.of()));
        Optional.ofNullable(visits).ifPresent(logs::add);
        return List.copyOf(logs);
    }

    @Override
    Message decode(byte[] key, byte[] value) {
        Message message = Message.decode(value);
        byte[] json = message.isLive() ? message.parts()[0] : null;
        return json == null
                ? Message.gone(message.versions())
                : Message.put(message.versions(), reader.read(json).columns());
    }

    /** The row log is kept right by the one that writes it: what is stored here is only a part of the row. */
    @Override
    boolean repairs() {
        return false;
    }

    @Override
    List<byte[] @Nullable []> leaving(byte[] key, @Nullable Stored stored, Message next) {
        return stored == null
                ? List.of()
                : remember(stored, next, (last, other) -> shape.leadsTheSameWay(new Row(last), new Row(other)));
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {
        if (!again && previous != null && isSame(previous.message(), now.message())) {
            return;
        }
        if (visits != null) {
            byte[] place = new TupleWriter().raw(key).raw(HopStep.ROW).toBytes();
            task.send(visits, place, now.message().encode());
        }
        flows.forEach(flow -> sayer.enter(flow, key, now, task));
    }

    private static boolean isSame(Message left, Message right) {
        return left.isLive() && right.isLive() && Arrays.deepEquals(left.parts(), right.parts());
    }
}
