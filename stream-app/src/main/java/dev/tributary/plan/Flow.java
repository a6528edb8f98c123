package dev.tributary.plan;

import dev.tributary.codec.Row;
import dev.tributary.view.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of a row from its source to the documents that show it: first it looks up what its own references lead to, then
 * it climbs, parent by parent, to the row whose document or subtree it belongs to.
 *
 * <p>A flow whose base is a pair starts where a visitor met an arrival (see {@link Arrival}); it looks up nothing and
 * climbs as the visitor does.
 */
final class Flow {
    final RowNode base;
    final List<Hop> hops = new ArrayList<>();
    int lookups;

    /** The parents to climb through, nearest first, each with the columns of its child that lead to it. */
    final List<Climb> climbs;

    /** From which row, and by which of its columns, the exit's key is known; null where it is the row's own key. */
    final @Nullable Climb exitKey;

    Exit exit = new Exit.Nowhere();

    /** What the flow's rows are to the documents; null when they are only passed on the way to others. */
    @Nullable
    Landing landing;

    /** The lookup at whose visited row this flow's rows join the visitors; null when they go to the documents. */
    @Nullable
    Hop meets;

    /** Where the pairs of this flow come from; null when its base is a row of its own. */
    @Nullable
    Arrival madeBy;

    private final int identityParts;

    /** @param identityParts how many values identify a row of the flow in a document */
    Flow(RowNode base, List<Climb> climbs, @Nullable Climb exitKey, int identityParts) {
        this.base = base;
        this.identityParts = identityParts;
        this.climbs = List.copyOf(climbs);
        this.exitKey = exitKey;
    }

    /** By which columns of which row a node's row is found. */
    record Climb(RowNode from, int[] columns, RowNode to) {
        byte @Nullable [] key(Rows rows) {
            return RowNode.key(rows.get(from), columns);
        }
    }

    /** What is behind the last hop. */
    sealed interface Exit {
        /** The document log. */
        record Documents(Landing landing) implements Exit {}

        /** A row that others look up: the visitors there take this flow's rows along. */
        record Meeting(Arrival arrival) implements Exit {}

        /** Nothing: the flow's rows are needed at its hops only. */
        record Nowhere() implements Exit {}
    }

    /** A destination of messages: a stage of a hop's visits log, or a landing in a document log. */
    sealed interface Destination permits Hop, Arrival, Landing {
        Log log();

        /** What tells it from others of its log: one byte after the routing key. */
        int stage();
    }

    /** A visit of the row of a key. */
    static final class Hop implements Destination {
        final Flow flow;
        final int index;
        final boolean lookup;
        final Climb by;
        final int stage;
        final List<Arrival> arrivals = new ArrayList<>();
        private final Log log;
        List<RowNode> carry = List.of();

        Hop(Flow flow, int index, boolean lookup, Climb by, int stage, Log log) {
            this.flow = flow;
            this.index = index;
            this.lookup = lookup;
            this.by = by;
            this.stage = stage;
            this.log = log;
        }

        RowNode node() {
            return by.to();
        }

        @Override
        public Log log() {
            return log;
        }

        @Override
        public int stage() {
            return stage;
        }
    }

    /**
     * Rows that belong below a row which others look up: a product's reviews, say, at the product's key, where the orders
     * of the product are visitors. Each visitor and each arrival make a pair, which goes on as the visitor does.
     */
    static final class Arrival implements Destination {
        final Flow flow;
        final Hop partner;
        final Flow pairs;
        final int stage;
        List<RowNode> carry = List.of();

        Arrival(Flow flow, Hop partner, Flow pairs, int stage) {
            this.flow = flow;
            this.partner = partner;
            this.pairs = pairs;
            this.stage = stage;
        }

        /** The nodes whose rows the pairs need of the arrivals: those that neither the visitors nor their key have. */
        Set<RowNode> needed() {
            Set<RowNode> needed = pairs.neededAtEntry();
            needed.remove(partner.flow.base);
            partner.flow.hops.forEach(hop -> needed.remove(hop.node()));
            return needed;
        }

        @Override
        public Log log() {
            return partner.log();
        }

        @Override
        public int stage() {
            return stage;
        }
    }

    /** A destination and the routing key there. */
    record Place(Destination destination, byte[] key) {
        boolean isLookup() {
            return destination instanceof Hop hop && hop.lookup;
        }

        boolean is(@Nullable Place other) {
            return other != null && destination == other.destination && Arrays.equals(key, other.key);
        }
    }

    /** How many versions a message has at the hop, or at the exit for {@code hops.size()}. */
    int versionsAt(int index) {
        return entryVersions() + index;
    }

    /** Those of the visitor, of the arrival, and of the row that both visit. */
    int entryVersions() {
        if (madeBy == null) {
            return 1;
        }
        Hop partner = madeBy.partner;
        return partner.flow.versionsAt(partner.index) + madeBy.flow.versionsAt(madeBy.flow.hops.size()) + 1;
    }

    /**
     * The place after a hop (-1: after the entry), or null where a row or a reference on the way is missing. Lookups
     * without a key are passed over.
     */
    @Nullable
    Place next(int after, Rows rows, byte[] ownKey) {
        for (int i = after + 1; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            byte[] key = hop.by.key(rows);
            if (key != null) {
                return new Place(hop, key);
            }
            if (!hop.lookup) {
                return null;
            }
        }
        return exitAt(rows, ownKey);
    }

    /** The place after all lookups. */
    @Nullable
    Place afterLookups(Rows rows, byte[] ownKey) {
        return next(lookups - 1, rows, ownKey);
    }

    private @Nullable Place exitAt(Rows rows, byte[] ownKey) {
        byte[] key = exitKey == null ? ownKey : exitKey.key(rows);
        if (key == null) {
            return null;
        }
        if (exit instanceof Exit.Documents documents) {
            return new Place(documents.landing(), key);
        }
        return exit instanceof Exit.Meeting meeting ? new Place(meeting.arrival(), key) : null;
    }

    int identityParts() {
        return identityParts;
    }

    /** Whether it leads to anything, or its rows meet others on the way. */
    boolean isNeeded() {
        return landing != null || madeBy != null || hops.stream().anyMatch(hop -> !hop.arrivals.isEmpty());
    }

    /** Whether its rows are events that go to the documents without looking up anything: they come in order, once each. */
    boolean isDirect() {
        return base.source().kind() == Source.Kind.EVENTS && hops.isEmpty() && exit instanceof Exit.Documents;
    }

    /** The nodes whose rows are needed behind the entry, of those that lie before it. */
    Set<RowNode> neededAtExit() {
        if (exit instanceof Exit.Documents documents) {
            return new LinkedHashSet<>(documents.landing().nodes());
        }
        if (exit instanceof Exit.Meeting meeting) {
            return meeting.arrival().needed();
        }
        return new LinkedHashSet<>();
    }

    /** The nodes whose rows are needed at the hop or behind it, of those that are known before it. */
    Set<RowNode> neededAt(int index) {
        Set<RowNode> needed = neededAtExit();
        if (exitKey != null) {
            needed.add(exitKey.from());
        }
        for (int i = index + 1; i < hops.size(); i++) {
            needed.add(hops.get(i).by.from());
        }
        for (int i = index; i < hops.size(); i++) {
            needed.remove(hops.get(i).node());
        }
        return needed;
    }

    /** How many hops there may be up to the documents, through meetings too. */
    int hopsToDocuments() {
        int behind = exit instanceof Exit.Meeting meeting
                ? 1 + meeting.arrival().pairs.hopsToDocuments()
                : 0;
        return hops.size() + behind;
    }

    /** Whether the node's row is needed from the entry on. */
    boolean needs(RowNode node) {
        return neededAtEntry().contains(node);
    }

    Set<RowNode> neededAtEntry() {
        Set<RowNode> needed = neededAt(0);
        if (!hops.isEmpty()) {
            needed.add(hops.get(0).by.from());
        }
        return needed;
    }

    /** The row as this flow's first visitor. */
    Rows entry(int nodes, @Nullable Row row) {
        return Rows.none(nodes).with(base, row);
    }
}
