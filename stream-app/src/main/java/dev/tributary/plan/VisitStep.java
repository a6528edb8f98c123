package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.Row;
import dev.tributary.codec.TupleReader;
import dev.tributary.store.Stored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those who visit the rows of a source, by the key that they visit: each goes on joined with the row of that key. */
final class VisitStep extends Step {
    private final Log rows;
    private final Map<Integer, Flow.Hop> hops = new HashMap<>();
    private final Map<Integer, Flow.Arrival> arrivals = new HashMap<>();
    private final Sayer sayer;

    /** @param rows the log of the rows that are visited */
    VisitStep(Log log, Log rows, List<Flow.Hop> hops, Sayer sayer) {
        super(log);
        this.rows = rows;
        this.sayer = sayer;
        for (Flow.Hop hop : hops) {
            this.hops.put(hop.stage(), hop);
            hop.arrivals.forEach(arrival -> arrivals.put(arrival.stage(), arrival));
        }
    }

    @Override
    public List<Log> reads() {
        return List.of(rows);
    }

    @Override
    public List<Log> writes() {
        List<Log> logs = new ArrayList<>(Routes.logsBehind(List.of(), hops.values()));
        if (!logs.contains(log())) {
            logs.add(log());
        }
        return logs;
    }

    @Override
    List<byte[] @Nullable []> leaving(byte[] key, @Nullable Stored stored, Message next) {
        if (stored == null || !stored.isLive() || leadsTheSameWay(key, stored.message(), next)) {
            return stored == null ? List.of() : stored.left();
        }
        List<byte[] @Nullable []> left = new ArrayList<>(stored.left());
        left.add(stored.message().parts());
        return left;
    }

    private boolean leadsTheSameWay(byte[] key, Message stored, Message next) {
        if (!next.isLive()) {
            return false;
        }
        List<RowNode> carry = carry(stage(key, routingEnd(key)));
        for (int i = 0; i < carry.size(); i++) {
            if (!isEqual(carry.get(i), stored.parts()[i], next.parts()[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEqual(RowNode node, byte @Nullable [] left, byte @Nullable [] right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (Arrays.equals(left, right)) {
            return true;
        }
        Row was = Row.decode(left);
        Row is = Row.decode(right);
        return node.shape().routing().stream().allMatch(column -> Arrays.equals(was.column(column), is.column(column)));
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {
        int end = routingEnd(key);
        byte[] visitedKey = Arrays.copyOf(key, end);
        byte[] identity = Arrays.copyOfRange(key, end + 1, key.length);
        int stage = stage(key, end);
        Sayer.Visitor visitor = sayer.visitor(identity, now, carry(stage));
        Sayer.Visited visited = Sayer.Visited.of(task.state(rows).get(visitedKey));
        Flow.Hop hop = hops.get(stage);
        if (hop != null) {
            sayer.visit(hop, visitedKey, visitor, visited, true, task);
        } else {
            sayer.arrive(arrival(stage), visitedKey, visitor, visited, task);
        }
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
