package dev.tributary.plan;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import dev.tributary.codec.Message;
import dev.tributary.codec.TupleReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.store.FoldState;
import dev.tributary.store.Layout;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Stored;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a view. A message has a row's sort key and fragment; where the row lies follows from its own sort key
 * and its parents', so a re-sorted row takes along all that belongs to it, in its own batch.
 */
public final class DocumentStep extends Step {
    private static final byte[] COUNT = {FoldState.META, 'c'};

    private final List<Element> elements;

    /** @param elements by number */
    DocumentStep(Log log, List<Element> elements) {
        super(log);
        this.elements = List.copyOf(elements);
    }

    @Override
    public List<Log> writes() {
        return List.of(log());
    }

    /** How many documents a store has. */
    static long count(OrderedReads store) {
        byte[] count = store.get(COUNT);
        return count == null ? 0 : new ByteReader(count).readVarint();
    }

    /** The fragment is kept at the row's place only. */
    @Override
    Message kept(Message message) {
        return message.isLive() ? Message.put(message.versions(), new byte[][] {message.parts()[0]}) : message;
    }

    @Override
    Message logged(byte[] key, Stored stored, FoldState state) {
        if (!stored.isLive()) {
            return stored.message();
        }
        Row row = row(key);
        byte[] fragment = state.store().get(place(row, sortKey(stored.message()), state));
        return Message.put(
                stored.message().versions(),
                new byte[][] {sortKey(stored.message()), Objects.requireNonNull(fragment)});
    }

    @Override
    void derive(byte[] key, Message message, @Nullable Stored previous, FoldState state, FoldState.Change change) {
        Row row = row(key);
        byte[] from = previous != null && previous.isLive() ? place(row, sortKey(previous.message()), state) : null;
        byte[] to = message.isLive() ? place(row, sortKey(message), state) : null;
        OrderedStore.Batch batch = change.batch();
        if (from != null && !Arrays.equals(from, to)) {
            batch.delete(from);
        }
        if (to != null) {
            batch.put(to, Objects.requireNonNull(message.parts()[1]));
        }
        if (row.element.id() == Element.ROOT) {
            count((to == null ? 0 : 1) - (from == null ? 0 : 1), state, batch);
        } else if (row.element.hasChildren()) {
            byte[] orphans = Layout.orphans(key);
            moveChildren(from == null ? orphans : from, to == null ? orphans : to, state, batch);
        }
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {}

    private static void count(int difference, FoldState state, OrderedStore.Batch batch) {
        if (difference != 0) {
            long count = count(state.store()) + difference;
            batch.put(COUNT, new ByteWriter(10).writeVarint(count).toBytes());
        }
    }

    private static void moveChildren(byte[] from, byte[] to, FoldState state, OrderedStore.Batch batch) {
        if (Arrays.equals(from, to)) {
            return;
        }
        state.store().scan(from, (place, fragment) -> {
            if (place.length > from.length) {
                batch.delete(place);
                batch.put(
                        new TupleWriter()
                                .raw(to)
                                .raw(place, from.length, place.length)
                                .toBytes(),
                        fragment);
            }
        });
    }

    private static byte[] sortKey(Message message) {
        return Objects.requireNonNull(message.parts()[0]);
    }

    /** A row of a document: its element, the document's key, and what identifies it there. */
    private record Row(Element element, byte[] rootKey, byte[] identity) {}

    private Row row(byte[] key) {
        int end = TupleReader.skip(key, 0, log().routingParts());
        Element element = elements.get((key[end] & 0xFF) - Element.STAGE_BASE);
        return new Row(element, Arrays.copyOf(key, end), Arrays.copyOfRange(key, end + 1, key.length));
    }

    private byte[] place(Row row, byte[] sortKey, FoldState state) {
        Element parent = row.element.parent();
        if (parent == null) {
            return Layout.document(row.rootKey);
        }
        int parentEnd = TupleReader.skip(row.identity, 0, row.element.parentKeyParts());
        int anchorEnd = TupleReader.skip(row.identity, parentEnd, row.element.anchorParts());
        return new TupleWriter()
                .raw(parentPlace(parent, row.rootKey, Arrays.copyOf(row.identity, parentEnd), state))
                .raw(row.element.id())
                .raw(row.identity, parentEnd, anchorEnd)
                .raw(sortKey)
                .raw(row.identity, anchorEnd, row.identity.length)
                .toBytes();
    }

    private byte[] parentPlace(Element parent, byte[] rootKey, byte[] identity, FoldState state) {
        if (parent.id() == Element.ROOT) {
            return Layout.document(rootKey);
        }
        byte[] key =
                new TupleWriter().raw(rootKey).raw(parent.stage()).raw(identity).toBytes();
        Stored stored = state.get(key);
        return stored != null && stored.isLive()
                ? place(new Row(parent, rootKey, identity), sortKey(stored.message()), state)
                : Layout.orphans(key);
    }
}
