package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.TupleReader;
import dev.tributary.store.FoldState;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.Pending;
import dev.tributary.store.Stored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a view. A message has, for each role of its row, a sort key and a fragment, or what the row counts for a
 * total. Where the row lies follows from its own sort key and its parents', so a re-sorted row takes along all that belongs
 * to it, in its own batch; totals follow from the rows, in theirs.
 */
public final class DocumentStep extends Step {
    private final Documents documents;
    private final @Nullable DocumentRows rows;

    /** @param rows how the documents are said to those who use them as rows; null when nobody does */
    DocumentStep(Documents documents, @Nullable DocumentRows rows) {
        super(documents.log());
        this.documents = documents;
        this.rows = rows;
    }

    @Override
    public List<Log> writes() {
        List<Log> logs = new ArrayList<>(List.of(log()));
        if (rows != null) {
            logs.add(rows.log());
        }
        return logs;
    }

    /** How many documents a store has. */
    static long count(OrderedReads store) {
        return DocumentChange.count(store);
    }

    /** A row of a document: its landing, the document's key, and what identifies it there. */
    record Row(Landing landing, byte[] rootKey, byte[] identity) {}

    private Row row(byte[] key) {
        int end = TupleReader.skip(key, 0, log().routingParts());
        return new Row(
                documents.landing(key[end] & 0xFF),
                Arrays.copyOf(key, end),
                Arrays.copyOfRange(key, end + 1, key.length));
    }

    /** Fragments are kept at the rows' places only. */
    @Override
    Message kept(byte[] key, Message message) {
        if (!message.isLive() || EventTotals.isCarry(row(key))) {
            return message;
        }
        byte[] @Nullable [] parts = message.parts().clone();
        for (Role role : row(key).landing.roles()) {
            if (role instanceof Listing) {
                parts[role.firstPart() + 1] = null;
            }
        }
        return Message.put(message.versions(), parts);
    }

    @Override
    Message logged(byte[] key, Stored stored, FoldState state) {
        Row row = row(key);
        if (!stored.isLive() || EventTotals.isCarry(row)) {
            return stored.message();
        }
        Places places = new Places(state, state.store());
        byte[] @Nullable [] parts = stored.message().parts().clone();
        for (Role role : row.landing.roles()) {
            byte[] sortKey = parts[role.firstPart()];
            if (role instanceof Listing listing && sortKey != null) {
                byte[] fragment = places.fragment(row, listing, sortKey);
                parts[role.firstPart()] = fragment == null ? null : sortKey;
                parts[role.firstPart() + 1] = fragment;
            }
        }
        return Message.put(stored.message().versions(), parts);
    }

    @Override
    void derive(byte[] key, Message message, @Nullable Stored previous, FoldState state, FoldState.Change change) {
        Row row = row(key);
        Pending pending = new Pending(state.store());
        DocumentChange document = new DocumentChange(documents, row, state, pending);
        if (EventTotals.isCarry(row)) {
            new EventTotals(document, row, state, pending).carry(previous, message);
        } else {
            byte[] @Nullable [] before =
                    previous == null ? null : previous.message().parts();
            byte[] @Nullable [] after = message.isLive() ? message.parts() : null;
            document.apply(before, after, message.versions().get(0));
        }
        document.finish();
        LastChange.note(row.rootKey(), message, pending);
        change.revise(row.rootKey());
        pending.addTo(change.batch());
    }

    @Override
    void deriveForgotten(byte[] key, FoldState state, FoldState.Change change) {
        Row row = row(key);
        LastChange.forget(row.rootKey(), key, state, change);
        change.revise(row.rootKey());
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {
        Row row = row(key);
        // what comes again is rolled up with what comes next
        if (!again && row.landing.flow().isDirect() && !EventTotals.isCarry(row)) {
            EventTotals.rollUp(row, now.message().versions().get(0).offset(), task);
        }
        if (rows != null) {
            rows.say(row, now, previous, again, task);
        }
    }
}
