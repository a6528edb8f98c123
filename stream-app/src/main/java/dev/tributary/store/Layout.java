package dev.tributary.store;

import dev.tributary.codec.TupleWriter;
import java.util.Arrays;

/**
 * Where rows lie in a document store, so that a document is one contiguous range in the order of its JSON:
 *
 * <pre>
 * DOCUMENTS │ root key │ collection │ anchor key │ sort key │ row's key │ collection │ …  →  fragment
 * DOCUMENTS │ root key │ … │ total │ anchor key                                          →  total, see Tally
 * ORPHANS   │ a missing row's log key │ its collection │ collection │ …                   →  fragment
 * HIDDEN    │ root key                                                                   →  fragment
 * VALUES    │ a row's log key │ total │ anchor key │ value                               →  how often it is there, and its JSON
 * EVENTS    │ a landing's log key │ source partition                                     →  how many events are kept
 * MODIFIED  │ root key                                                                   →  when it changed last, ms since 1970
 * </pre>
 *
 * A row whose parent is missing waits among the orphans, with all that belongs to it, under the parent's log key. The root
 * of a document that its own totals keep from being shown is hidden. The values that a minimum, a maximum or a distinct
 * count looks at lie apart, so that a row which is re-sorted need not take them along.
 */
public final class Layout {
    public static final byte DOCUMENTS = 0x10;
    public static final byte ORPHANS = 0x11;
    public static final byte HIDDEN = 0x12;
    public static final byte VALUES = 0x13;
    public static final byte EVENTS = 0x14;
    public static final byte MODIFIED = 0x15;

    /** Sorts behind every value, collection number and sort key. */
    private static final byte END = (byte) 0xFF;

    private Layout() {}

    /** The place of a document's root. */
    public static byte[] document(byte[] rootKey) {
        return FoldState.space(DOCUMENTS, rootKey);
    }

    /** The place of a document's root that is not shown. */
    public static byte[] hidden(byte[] rootKey) {
        return FoldState.space(HIDDEN, rootKey);
    }

    /** The place of the time of a document's last change. */
    public static byte[] modified(byte[] rootKey) {
        return FoldState.space(MODIFIED, rootKey);
    }

    /**
     * The place under which the rows of a missing parent wait.
     *
     * @param collection the number of the collection in which the parent would be
     */
    public static byte[] orphans(byte[] parentLogKey, int collection) {
        return new TupleWriter().raw(ORPHANS).raw(parentLogKey).raw(collection).toBytes();
    }

    /** The first place behind a place and all below it. */
    public static byte[] end(byte[] place) {
        byte[] end = Arrays.copyOf(place, place.length + 1);
        end[place.length] = END;
        return end;
    }
}
