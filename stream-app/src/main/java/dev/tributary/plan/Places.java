package dev.tributary.plan;

import dev.tributary.codec.TupleReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.plan.DocumentStep.Row;
import dev.tributary.store.FoldState;
import dev.tributary.store.Layout;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.Stored;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the rows of documents lie, see {@link Layout}: a row's place is its parent's, its collection, its sort key and its own key. */
record Places(FoldState state, OrderedReads entries) {

    /** The fragment of a row that is shown. */
    byte @Nullable [] fragment(Row row, Listing listing, byte[] sortKey) {
        byte[] fragment = entries.get(place(row, listing, sortKey));
        return fragment == null && listing.id() == Listing.ROOT ? entries.get(Layout.hidden(row.rootKey())) : fragment;
    }

    byte[] place(Row row, Listing listing, byte[] sortKey) {
        if (listing.id() == Listing.ROOT) {
            return Layout.document(row.rootKey());
        }
        int anchorEnd = anchorEnd(row, listing);
        return new TupleWriter()
                .raw(slot(row, listing))
                .raw(sortKey)
                .raw(row.identity(), anchorEnd, row.identity().length)
                .toBytes();
    }

    /** The place of what a row is part of: its collection's or total's. */
    byte[] slot(Row row, Role role) {
        Listing parent = parent(role);
        int parentEnd = TupleReader.skip(row.identity(), 0, parent.identityParts());
        return new TupleWriter()
                .raw(of(row, parent, Arrays.copyOf(row.identity(), parentEnd)))
                .raw(role.id())
                .raw(row.identity(), parentEnd, anchorEnd(row, role))
                .toBytes();
    }

    /** What tells a total from all others of the documents, wherever its row lies. */
    byte[] totalKey(Row row, Role role) {
        Listing parent = parent(role);
        int parentEnd = TupleReader.skip(row.identity(), 0, parent.identityParts());
        return new TupleWriter()
                .raw(Layout.VALUES)
                .raw(logKey(row, parent, Arrays.copyOf(row.identity(), parentEnd)))
                .raw(role.id())
                .raw(row.identity(), parentEnd, anchorEnd(row, role))
                .toBytes();
    }

    private static int anchorEnd(Row row, Role role) {
        return TupleReader.skip(row.identity(), 0, parent(role).identityParts() + role.anchorParts());
    }

    private static Listing parent(Role role) {
        Listing parent = role.parent();
        if (parent == null) {
            throw new IllegalStateException("the root of a document is part of nothing");
        }
        return parent;
    }

    private static byte[] logKey(Row row, Listing listing, byte[] identity) {
        // 0 is no landing's stage
        int stage = listing.id() == Listing.ROOT ? 0 : listing.landing().stage();
        return new TupleWriter().raw(row.rootKey()).raw(stage).raw(identity).toBytes();
    }

    /** The place of a parent row, or where its children wait for it. */
    private byte[] of(Row row, Listing listing, byte[] identity) {
        if (listing.id() == Listing.ROOT) {
            return Layout.document(row.rootKey());
        }
        byte[] key = logKey(row, listing, identity);
        Stored stored = state.get(key);
        byte[] sortKey =
                stored == null || !stored.isLive() ? null : stored.message().parts()[listing.firstPart()];
        return sortKey == null
                ? Layout.orphans(key, listing.id())
                : place(new Row(listing.landing(), row.rootKey(), identity), listing, sortKey);
    }

    /** Where the children of a row wait while it is not shown in a collection. */
    byte[] orphans(Row row, Listing listing) {
        return Layout.orphans(logKey(row, listing, row.identity()), listing.id());
    }
}
