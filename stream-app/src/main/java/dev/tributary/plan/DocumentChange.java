package dev.tributary.plan;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.plan.DocumentStep.Row;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.FoldState;
import dev.tributary.store.Layout;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.Pending;
import dev.tributary.store.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one message changes in a document. Not thread-safe; for one use. */
final class DocumentChange {
    private static final byte[] COUNT = {FoldState.META, 'c'};

    private final Documents documents;
    private final Row row;
    private final FoldState state;
    private final Pending pending;
    private final Places places;
    private final TotalChange totals;
    private final BitSet touched = new BitSet();

    DocumentChange(Documents documents, Row row, FoldState state, Pending pending) {
        this.documents = documents;
        this.row = row;
        this.state = state;
        this.pending = pending;
        this.places = new Places(state, pending);
        this.totals = new TotalChange(row, places, pending);
    }

    /** How many documents a store has. */
    static long count(OrderedReads store) {
        byte[] count = store.get(COUNT);
        return count == null ? 0 : new ByteReader(count).readVarint();
    }

    /**
     * Applies what the row was and what it is; null: it is not there.
     *
     * @param version of the row itself
     */
    void apply(byte @Nullable [] @Nullable [] before, byte @Nullable [] @Nullable [] after, Version version) {
        boolean isCarried =
                row.landing().flow().isDirect() && new EventTotals(this, row, state, pending).isCarried(version);
        for (Role role : row.landing().roles()) {
            if (role instanceof Listing listing) {
                list(listing, part(before, role, 0), part(after, role, 0), part(after, role, 1));
            } else if (role instanceof Summing summing && !isCarried) {
                sum(summing, part(before, role, 0), part(after, role, 0));
            }
        }
        if (row.landing().flow().isDirect() && !isCarried) {
            new EventTotals(this, row, state, pending).note(before == null);
        }
    }

    private static byte @Nullable [] part(byte @Nullable [] @Nullable [] parts, Role role, int index) {
        return parts == null || parts.length == 0 ? null : parts[role.firstPart() + index];
    }

    /** Adds a value to a total, or takes it away. */
    void sum(Summing summing, byte @Nullable [] before, byte @Nullable [] after) {
        if (!Arrays.equals(before, after)) {
            totals.change(summing, before, after);
            touched.set(Documents.topSlot(summing));
        }
    }

    TotalChange totals() {
        return totals;
    }

    void touch(Role role) {
        touched.set(Documents.topSlot(role));
    }

    private void list(
            Listing listing, byte @Nullable [] oldSort, byte @Nullable [] newSort, byte @Nullable [] fragment) {
        if (oldSort == null && newSort == null) {
            return;
        }
        touched.set(Documents.topSlot(listing));
        if (listing.id() == Listing.ROOT) {
            root(newSort == null ? null : fragment);
            return;
        }
        byte[] from = oldSort == null ? null : places.place(row, listing, oldSort);
        byte[] to = newSort == null ? null : places.place(row, listing, newSort);
        if (from != null && !Arrays.equals(from, to)) {
            pending.delete(from);
        }
        if (to != null && fragment != null) {
            pending.put(to, fragment);
        }
        if (listing.hasChildren()) {
            byte[] orphans = places.orphans(row, listing);
            moveChildren(from == null ? orphans : from, to == null ? orphans : to);
        }
        if (row.landing().flow().isDirect() && to != null) {
            trim(listing);
        }
    }

    /** Of events that are never shown again nothing is kept. */
    private void trim(Listing listing) {
        if (listing.mostKept() == Integer.MAX_VALUE) {
            return;
        }
        int[] count = {0};
        List<byte[]> surplus = new ArrayList<>();
        pending.scan(places.slot(row, listing), (place, fragment) -> {
            if (++count[0] > listing.mostKept()) {
                surplus.add(place);
            }
        });
        surplus.forEach(pending::delete);
    }

    private void moveChildren(byte[] from, byte[] to) {
        if (Arrays.equals(from, to)) {
            return;
        }
        List<byte[]> moved = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        pending.scan(from, (place, content) -> {
            if (place.length > from.length) {
                moved.add(place);
                contents.add(content);
            }
        });
        for (int i = 0; i < moved.size(); i++) {
            byte[] place = moved.get(i);
            pending.delete(place);
            pending.put(
                    new TupleWriter()
                            .raw(to)
                            .raw(place, from.length, place.length)
                            .toBytes(),
                    contents.get(i));
        }
    }

    // --------------------------------------------------------------------------------------------------- root

    private void root(byte @Nullable [] fragment) {
        byte[] shown = Layout.document(row.rootKey());
        byte[] hidden = Layout.hidden(row.rootKey());
        boolean wasHidden = documents.isConditional() && pending.get(hidden) != null;
        if (fragment == null) {
            pending.delete(shown);
            if (wasHidden) {
                pending.delete(hidden);
            }
        } else {
            pending.put(wasHidden ? hidden : shown, fragment);
        }
    }

    /** Shows or hides the document, according to all that it has by now, and counts it. */
    void finish() {
        byte[] place = Layout.document(row.rootKey());
        Summing presence = documents.presence();
        if (presence != null) {
            byte[] rows = pending.get(DocumentReader.slot(place, presence.id()));
            boolean isThere = pending.get(place) != null || pending.get(Layout.hidden(row.rootKey())) != null;
            if ((Tally.count(rows) > 0) != isThere) {
                root(isThere ? null : documents.group());
                touched.set(Listing.ROOT);
            }
        }
        if (documents.isConditional() && (touched.get(Listing.ROOT) || touched.intersects(documents.gate()))) {
            gate();
        }
        if (!touched.get(Listing.ROOT)) {
            return;
        }
        boolean was = state.store().get(place) != null;
        boolean is = pending.get(place) != null;
        if (was != is) {
            long count = count(state.store()) + (is ? 1 : -1);
            pending.put(COUNT, new ByteWriter(10).writeVarint(count).toBytes());
        }
    }

    private void gate() {
        byte[] place = Layout.document(row.rootKey());
        byte[] hidden = Layout.hidden(row.rootKey());
        byte[] shownNow = pending.get(place);
        byte[] fragment = shownNow == null ? pending.get(hidden) : shownNow;
        if (fragment == null) {
            return;
        }
        boolean shown;
        try (DocumentReader reader = DocumentReader.over(pending, documents.layout())) {
            shown = reader.isShown(row.rootKey(), fragment, documents.gate());
        }
        if (shown != (shownNow != null)) {
            touched.set(Listing.ROOT);
            pending.put(shown ? place : hidden, fragment);
            pending.delete(shown ? hidden : place);
        }
    }
}
