package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.RowReader;
import dev.tributary.store.Stored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source, cut down to the columns that the view needs. A row's change starts its flows and is told to all
 * who visit it.
 */
final class RowStep extends Step {
    private final Shape shape;
    private final RowReader reader;
    private final List<Flow> flows;
    private final List<Flow.Hop> hops;
    private final Sayer sayer;

    /**
     * @param flows those that start with this source's rows
     * @param hops those that visit this source's rows
     */
    RowStep(Log log, Shape shape, List<Flow> flows, List<Flow.Hop> hops, Sayer sayer) {
        super(log);
        this.shape = shape;
        this.reader = new RowReader(shape.columns());
        this.flows = List.copyOf(flows);
        this.hops = List.copyOf(hops);
        this.sayer = sayer;
    }

    @Override
    public List<Log> reads() {
        return hops.isEmpty() ? List.of() : List.of(hops.get(0).log());
    }

    @Override
    public List<Log> writes() {
        return Routes.logsBehind(flows, hops);
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
        if (stored == null || !stored.isLive() || leadsTheSameWay(stored.message(), next)) {
            return stored == null ? List.of() : stored.left();
        }
        List<byte[] @Nullable []> left = new ArrayList<>(stored.left());
        left.add(stored.message().parts());
        return left;
    }

    private boolean leadsTheSameWay(Message stored, Message next) {
        return next.isLive() && isEqual(stored, next, shape.routing());
    }

    private static boolean isEqual(Message left, Message right, BitSet columns) {
        return columns.stream().allMatch(column -> Arrays.equals(left.parts()[column], right.parts()[column]));
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {
        boolean appears = (previous != null && previous.isLive()) != now.isLive();
        if (!again && previous != null && isSame(previous.message(), now.message())) {
            return;
        }
        flows.forEach(flow -> sayer.enter(flow, key, now, task));
        boolean turns = again || appears || !leadsTheSameWay(previousOr(previous, now), now.message());
        for (Flow.Hop hop : hops) {
            boolean pairsToo = again || appears || hop.arrivals.stream().anyMatch(a -> a.pairs.needs(hop.node()));
            if (hop.lookup || turns || hop.flow.neededAtExit().contains(hop.node())) {
                tellVisitors(hop, key, now, pairsToo, task);
            }
        }
    }

    private static boolean isSame(Message left, Message right) {
        return left.isLive() && right.isLive() && Arrays.deepEquals(left.parts(), right.parts());
    }

    private static Message previousOr(@Nullable Stored previous, Stored now) {
        return previous == null ? now.message() : previous.message();
    }

    private void tellVisitors(Flow.Hop hop, byte[] key, Stored now, boolean pairsToo, Task task) {
        Sayer.Visited visited = Sayer.Visited.of(now);
        sayer.forEachVisitor(task, hop, key, visitor -> {
            if (visitor.isLive()) {
                sayer.visit(hop, key, visitor, visited, pairsToo, task);
            }
        });
    }
}
