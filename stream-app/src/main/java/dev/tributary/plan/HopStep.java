package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.Row;
import dev.tributary.codec.TupleReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.store.FoldState;
import dev.tributary.store.Stored;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source and those who visit them, by key: each visitor goes on joined with the row, and again when the row
 * changes.
 *
 * <p>Rows and visitors share one log, so every instance meets them in one order. With a log for each, an instance that died
 * may have joined an old visitor with a new row while its successor meets the visitor's end first, and never learns that
 * there is a place to withdraw from.
 */
public final class HopStep extends Step {
    /** The stage of the row itself, before all visitors. */
    static final int ROW = 0;

    private final Shape shape;
    private final Map<Integer, Flow.Hop> hops = new HashMap<>();
    private final Map<Integer, Flow.Arrival> arrivals = new HashMap<>();
    private final Sayer sayer;

    HopStep(Log log, Shape shape, Collection<Flow.Hop> hops, Sayer sayer) {
        super(log);
        this.shape = shape;
        this.sayer = sayer;
        for (Flow.Hop hop : hops) {
            this.hops.put(hop.stage(), hop);
            hop.arrivals.forEach(arrival -> arrivals.put(arrival.stage(), arrival));
        }
    }

    @Override
    public List<Log> writes() {
        Set<Log> logs = new LinkedHashSet<>(Routes.logsBehind(List.of(), hops.values()));
        logs.add(log());
        return List.copyOf(logs);
    }

    @Override
    List<byte[] @Nullable []> leaving(byte[] key, @Nullable Stored stored, Message next) {
        if (stored == null) {
            return List.of();
        }
        int stage = stage(key, routingEnd(key));
        if (stage == ROW) {
            return remember(stored, next, (last, other) -> shape.leadsTheSameWay(new Row(last), new Row(other)));
        }
        return remember(stored, next, (last, other) -> leadTheSameWay(carry(stage), last, other));
    }

    private static boolean leadTheSameWay(List<RowNode> carry, byte[] @Nullable [] left, byte[] @Nullable [] right) {
        boolean same = true;
        for (int i = 0; same && i < carry.size(); i++) {
            same = leadsTheSameWay(carry.get(i), left[i], right[i]);
        }
        return same;
    }

    private static boolean leadsTheSameWay(RowNode node, byte @Nullable [] left, byte @Nullable [] right) {
        if (left == null || right == null) {
            return left == right;
        }
        return Arrays.equals(left, right) || node.shape().leadsTheSameWay(Row.decode(left), Row.decode(right));
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {
        int end = routingEnd(key);
        byte[] visitedKey = Arrays.copyOf(key, end);
        int stage = stage(key, end);
        if (stage == ROW) {
            tellVisitors(visitedKey, now, previous, again, task);
            return;
        }
        byte[] identity = Arrays.copyOfRange(key, end + 1, key.length);
        Sayer.Visitor visitor = sayer.visitor(identity, now, carry(stage));
        Sayer.Visited visited = Sayer.Visited.of(row(visitedKey, task.state()));
        Flow.Hop hop = hops.get(stage);
        if (hop != null) {
            sayer.visit(hop, visitedKey, visitor, visited, true, task);
        } else {
            sayer.arrive(arrival(stage), visitedKey, visitor, visited, task);
        }
    }

    private static @Nullable Stored row(byte[] visitedKey, FoldState state) {
        return state.get(new TupleWriter().raw(visitedKey).raw(ROW).toBytes());
    }

    /** Those who go elsewhere because of the row's change, and those who show what has changed of it. */
    private void tellVisitors(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {
        boolean appears = again || (previous != null && previous.isLive()) != now.isLive();
        boolean turns = appears || previous == null || !shape.leadsTheSameWay(previous.message(), now.message());
        Sayer.Visited visited = Sayer.Visited.of(now);
        for (Flow.Hop hop : hops.values()) {
            boolean pairsToo = appears || hop.arrivals.stream().anyMatch(each -> each.pairs.needs(hop.node()));
            if (turns || (isShown(hop) && !looksTheSame(hop, previous, now))) {
                sayer.forEachVisitor(task, hop, key, visitor -> {
                    if (visitor.isLive()) {
                        sayer.visit(hop, key, visitor, visited, pairsToo, task);
                    }
                });
            }
        }
    }

    private static boolean isShown(Flow.Hop hop) {
        return hop.lookup || hop.flow.neededAtExit().contains(hop.node());
    }

    private static boolean looksTheSame(Flow.Hop hop, @Nullable Stored previous, Stored now) {
        return previous != null
                && hop.node()
                        .looksTheSame(
                                new Row(previous.message().parts()),
                                new Row(now.message().parts()));
    }

    private int routingEnd(byte[] key) {
        return TupleReader.skip(key, 0, log().routingParts());
    }

    private static int stage(byte[] key, int routingEnd) {
        return key[routingEnd] & 0xFF;
    }

    private List<RowNode> carry(int stage) {
        Flow.Hop hop = hops.get(stage);
        return hop != null ? hop.carry : arrival(stage).carry;
    }

    private Flow.Arrival arrival(int stage) {
        Flow.Arrival arrival = arrivals.get(stage);
        if (arrival == null) {
            throw new IllegalStateException(log().name() + " has a record of stage " + stage + ", which no plan made");
        }
        return arrival;
    }
}
