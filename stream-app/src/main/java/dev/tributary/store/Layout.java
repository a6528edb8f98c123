package dev.tributary.store;

import java.util.Arrays;

/**
 * Where rows lie in a document store, so that a document is one contiguous range in the order of its JSON:
 *
 * <pre>
 * DOCUMENTS │ root key │ collection │ anchor key │ sort key │ row's key │ collection │ …  →  fragment
 * ORPHANS   │ a missing row's log key           │ collection │ …                         →  fragment
 * </pre>
 *
 * A row whose parent is missing waits among the orphans, with all that belongs to it, under the parent's log key.
 */
public final class Layout {
    public static final byte DOCUMENTS = 0x10;
    public static final byte ORPHANS = 0x11;

    /** Sorts behind every value, collection number and sort key. */
    private static final byte END = (byte) 0xFF;

    private Layout() {}

    /** The place of a document's root. */
    public static byte[] document(byte[] rootKey) {
        return FoldState.space(DOCUMENTS, rootKey);
    }

    /** The place under which the rows of a missing parent wait. */
    public static byte[] orphans(byte[] parentLogKey) {
        return FoldState.space(ORPHANS, parentLogKey);
    }

    /** The first place behind a place and all below it. */
    public static byte[] end(byte[] place) {
        byte[] end = Arrays.copyOf(place, place.length + 1);
        end[place.length] = END;
        return end;
    }
}
