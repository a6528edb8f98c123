package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.Row;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.plan.Flow.Arrival;
import dev.tributary.plan.Flow.Destination;
import dev.tributary.plan.Flow.Hop;
import dev.tributary.plan.Flow.Place;
import dev.tributary.store.FoldState;
import dev.tributary.store.Stored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says where rows are, and that they are no longer where they were.
 *
 * <p>Where a row goes from a hop is a pure function of what it carries and of the row that it visits there. Both remember
 * what they were when they were at places that they have left since the last commit, so the places to withdraw from are
 * those of every remembered combination that are not the present one.
 *
 * <p>A row may come to the end of its lookups by many ways, and on each of them a later version may overtake an earlier one.
 * But where that end is, its own columns tell. So it is the entry that withdraws it there, and a lookup only ever withdraws
 * from other lookups: the document never misses the row while it is looked up elsewhere.
 */
final class Sayer {
    /** Stands for the index of a hop: before the first. */
    private static final int ENTRY = -1;

    private final int nodes;

    Sayer(int nodes) {
        this.nodes = nodes;
    }

    /** A row at a hop, with what it carries now (null when it has left) and what it carried at places left. */
    record Visitor(
            byte[] identity, Message message, @Nullable Rows rows, List<Rows> left) {
        boolean isLive() {
            return message.isLive() && rows != null;
        }

        /** What it carries and carried. */
        List<Rows> all() {
            List<Rows> all = new ArrayList<>(left);
            if (isLive() && rows != null) {
                all.add(rows);
            }
            return all;
        }
    }

    /** The row of a key, now (null when it is missing) and at places left. */
    record Visited(@Nullable Row row, Version version, List<Row> left) {
        static final Visited NOTHING = new Visited(null, Version.NONE, List.of());

        static Visited of(@Nullable Stored stored) {
            if (stored == null) {
                return NOTHING;
            }
            return new Visited(
                    stored.isLive() ? new Row(stored.message().parts()) : null,
                    stored.message().versions().get(0),
                    stored.left().stream().map(Row::new).toList());
        }

        /** The row as it is and was; null for a missing one. */
        List<@Nullable Row> all() {
            List<@Nullable Row> all = new ArrayList<>(left);
            all.add(row);
            return all;
        }
    }

    Visitor visitor(byte[] identity, Stored stored, List<RowNode> carry) {
        byte[] @Nullable [] parts = stored.message().parts();
        Rows rows = stored.isLive() ? Rows.of(nodes, carry, parts) : null;
        List<Rows> left = stored.left().stream()
                .map(carried -> Rows.of(nodes, carry, carried))
                .toList();
        return new Visitor(identity, stored.message(), rows, left);
    }

    /** The row of a source at the entry of one of its flows. */
    void enter(Flow flow, byte[] key, Stored stored, Task task) {
        Rows rows = stored.isLive() ? entry(flow, new Row(stored.message().parts())) : null;
        List<Rows> left =
                stored.left().stream().map(parts -> entry(flow, new Row(parts))).toList();
        Visitor visitor = new Visitor(key, stored.message(), rows, left);
        go(flow, ENTRY, new Leaving(key, rows, stored.message().versions()), visitor.all(), key, task);
    }

    private Rows entry(Flow flow, Row row) {
        return flow.entry(nodes, row);
    }

    /** A visitor at a hop: it goes on with the row of the key, and so do the pairs that it makes with arrivals. */
    void visit(Hop hop, byte[] key, Visitor visitor, Visited visited, boolean pairsToo, Task task) {
        if (pairsToo && visitor.isLive()) {
            pairs(hop, key, visitor, visited, task);
        }
        List<Rows> known = new ArrayList<>();
        for (Rows rows : visitor.all()) {
            for (Row row : visited.all()) {
                known.add(rows.with(hop.node(), row));
            }
        }
        boolean live = visitor.isLive() && (hop.lookup || visited.row() != null);
        Rows rows = live && visitor.rows() != null ? visitor.rows().with(hop.node(), visited.row()) : null;
        List<Version> versions = visitor.isLive()
                ? plus(visitor.message().versions(), visited.version())
                : visitor.message().versions();
        byte[] identity = hop.lookup ? visitor.identity() : concat(key, visitor.identity());
        go(hop.flow, hop.index, new Leaving(identity, rows, versions), known, visitor.identity(), task);
        if (pairsToo && !visitor.isLive()) {
            pairs(hop, key, visitor, visited, task);
        }
    }

    /**
     * A row on its way from a hop.
     *
     * @param rows what it carries; null when it has gone
     */
    private record Leaving(byte[] identity, @Nullable Rows rows, List<Version> versions) {}

    /**
     * Sends a row on from behind a hop, and withdraws it from everywhere else.
     *
     * @param known every combination of rows that it may have been sent on with
     * @param ownKey the key where the flow's exit is the row's own
     */
    private void go(Flow flow, int after, Leaving row, List<Rows> known, byte[] ownKey, Task task) {
        Rows rows = row.rows();
        Place present = rows == null ? null : flow.next(after, rows, ownKey);
        Place end = rows == null ? null : flow.afterLookups(rows, ownKey);
        for (Place place : said(flow, after, known, ownKey)) {
            if (!place.is(present) && !place.is(end)) {
                send(place, row.identity(), Message.gone(row.versions()), task);
            }
        }
        if (present != null && rows != null) {
            List<Version> versions = padded(row.versions(), flow, present);
            byte[] @Nullable [] parts = parts(present.destination(), rows);
            Message message = parts == null ? Message.gone(versions) : Message.put(versions, parts);
            send(present, row.identity(), message, task);
        }
    }

    /** The places that this one has to withdraw a row from, were it no longer there. */
    private static List<Place> said(Flow flow, int after, List<Rows> known, byte[] ownKey) {
        List<Place> said = new ArrayList<>();
        boolean isLookup = after != ENTRY && after < flow.lookups;
        for (Rows rows : known) {
            Place next = flow.next(after, rows, ownKey);
            if (next != null && (next.isLookup() || !isLookup)) {
                add(next, said);
            }
            Place end = after == ENTRY ? flow.afterLookups(rows, ownKey) : null;
            if (end != null) {
                add(end, said);
            }
        }
        return said;
    }

    private static void add(Place place, List<Place> places) {
        if (places.stream().noneMatch(place::is)) {
            places.add(place);
        }
    }

    /** Says every pair of a visitor with the arrivals at its key. */
    private void pairs(Hop hop, byte[] key, Visitor visitor, Visited visited, Task task) {
        for (Arrival arrival : hop.arrivals) {
            forEach(task, arrival, key, arrival.carry, other -> {
                if (other.isLive()) {
                    pair(arrival, key, visitor, other, visited, task);
                }
            });
        }
    }

    /** Says every pair of an arrival with the visitors at its key. */
    void arrive(Arrival arrival, byte[] key, Visitor arrived, Visited visited, Task task) {
        Hop hop = arrival.partner;
        forEach(task, hop, key, hop.carry, visitor -> pair(arrival, key, visitor, arrived, visited, task));
    }

    private void pair(Arrival arrival, byte[] key, Visitor visitor, Visitor arrived, Visited visited, Task task) {
        Flow flow = arrival.pairs;
        boolean live = visitor.isLive() && arrived.isLive() && visited.row() != null;
        List<Version> versions = new ArrayList<>(visitor.message().versions());
        if (visitor.isLive()) {
            versions.addAll(arrived.message().versions());
            if (arrived.isLive()) {
                padTo(versions, flow.entryVersions() - 1);
                versions.add(visited.version());
            }
        }
        Rows rows = null;
        if (live && visitor.rows() != null && arrived.rows() != null) {
            rows = visitor.rows().and(arrived.rows()).with(arrival.partner.node(), visited.row());
        }
        byte[] owner = flow.exitKey == null ? new byte[0] : visitor.identity();
        byte[] identity = concat(owner, concat(key, arrived.identity()));
        go(flow, ENTRY, new Leaving(identity, rows, versions), visitor.all(), visitor.identity(), task);
    }

    private void forEach(Task task, Destination stage, byte[] key, List<RowNode> carry, Consumer<Visitor> visitors) {
        byte[] prefix = new TupleWriter().raw(key).raw(stage.stage()).toBytes();
        task.state().store().scan(FoldState.space(FoldState.ROWS, prefix), (place, value) -> {
            byte[] identity = Arrays.copyOfRange(place, prefix.length + 1, place.length);
            visitors.accept(visitor(identity, Stored.decode(value), carry));
        });
    }

    /** Every visitor at a hop's key, those that have left included. */
    void forEachVisitor(Task task, Hop hop, byte[] key, Consumer<Visitor> visitors) {
        forEach(task, hop, key, hop.carry, visitors);
    }

    private static void send(Place place, byte[] identity, Message message, Task task) {
        task.send(place.destination().log(), logKey(place, identity), message.encode());
    }

    /** Null when the row is hidden there. */
    private static byte @Nullable [] @Nullable [] parts(Destination destination, Rows rows) {
        if (destination instanceof Hop hop) {
            return rows.parts(hop.carry);
        }
        if (destination instanceof Arrival arrival) {
            return rows.parts(arrival.carry);
        }
        return ((Landing) destination).partsOrNull(rows);
    }

    /** The root of a document is told by its routing key alone. */
    private static byte[] logKey(Place place, byte[] identity) {
        TupleWriter key =
                new TupleWriter().raw(place.key()).raw(place.destination().stage());
        boolean root = place.destination() instanceof Landing landing && landing.isRoot();
        return root ? key.toBytes() : key.raw(identity).toBytes();
    }

    private static List<Version> padded(List<Version> versions, Flow flow, Place place) {
        int length =
                place.destination() instanceof Hop hop ? flow.versionsAt(hop.index) : flow.versionsAt(flow.hops.size());
        List<Version> padded = new ArrayList<>(versions);
        padTo(padded, length);
        return padded;
    }

    private static void padTo(List<Version> versions, int length) {
        while (versions.size() < length) {
            versions.add(Version.NONE);
        }
    }

    private static List<Version> plus(List<Version> versions, Version version) {
        List<Version> more = new ArrayList<>(versions);
        more.add(version);
        return more;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return new TupleWriter().raw(first).raw(second).toBytes();
    }
}
