package dev.tributary.query;

import dev.tributary.plan.Plan;
import dev.tributary.plan.Selection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the next page of a listing starts, as opaque text: a format number, a hash over all of it, a hash of what is listed, a
 * hash of the view's definition, and the last thing that was listed. It holds no state of any instance, so it outlives restarts
 * and is good on every instance. Which fields are sent is no part of it. Immutable.
 */
public final class PageCursor {
    private static final byte FORMAT = 2;
    private static final int CHECK_BYTES = 4;
    private static final int HASH_BYTES = 8;
    private static final int CHECKED_FROM = 1 + CHECK_BYTES;
    private static final int LAST_FROM = CHECKED_FROM + 2 * HASH_BYTES;

    private final byte[] listing;
    private final byte[] definition;

    private PageCursor(Plan plan, byte[]... listed) {
        byte[] name = utf8(plan.view().name());
        byte[][] parts = new byte[listed.length + 1][];
        parts[0] = name;
        System.arraycopy(listed, 0, parts, 1, listed.length);
        listing = hash(parts);
        definition = hash(utf8(plan.definition()));
    }

    /** Of the documents of a view, or of those that a lookup asks for. */
    public static PageCursor of(Plan plan, Optional<Lookup> lookup) {
        if (lookup.isEmpty()) {
            return new PageCursor(plan);
        }
        byte[][] values = lookup.get().values().toArray(new byte[0][]);
        byte[][] asked = Arrays.copyOf(values, values.length + 1);
        asked[values.length] = utf8(lookup.get().index().fields().toString());
        return new PageCursor(plan, asked);
    }

    /** Of the rows of a collection of the document of a canonical key. */
    public static PageCursor of(Plan plan, byte[] key, String field) {
        return new PageCursor(plan, utf8("/"), key, utf8(field));
    }

    /**
     * Of the changes of what is followed: one document, a lookup, or all of a view.
     *
     * @param logs what tells the logs from which they are read from those of other times
     * @param chosen what of each document is told: who goes on with other fields does not have those of what has not changed
     */
    public static PageCursor ofChanges(
            Plan plan, String logs, Optional<byte[]> key, Optional<Lookup> lookup, Chosen chosen) {
        byte[] listing = of(plan, lookup).listing;
        byte[] fields = utf8(text(chosen.selection()));
        return new PageCursor(plan, utf8("changes"), utf8(logs), listing, key.orElse(new byte[0]), fields);
    }

    /** What comes of reading a cursor. */
    public sealed interface Reading {
        /** The page starts behind this. */
        record Behind(byte[] last) implements Reading {}

        /** It was not made here, or is not whole. */
        record Malformed() implements Reading {}

        /** It is that of another listing. */
        record Foreign() implements Reading {}

        /** The view was defined otherwise when it was made. */
        record Expired() implements Reading {}
    }

    /** The text for the page behind the last thing of another. */
    public String encode(byte[] last) {
        byte[] cursor = ByteBuffer.allocate(LAST_FROM + last.length)
                .put(FORMAT)
                .position(CHECKED_FROM)
                .put(listing)
                .put(definition)
                .put(last)
                .array();
        System.arraycopy(check(cursor), 0, cursor, 1, CHECK_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** Where the page of a cursor starts. */
    public Reading decode(String text) {
        byte[] cursor;
        try {
            cursor = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new Reading.Malformed();
        }
        if (cursor.length <= LAST_FROM
                || cursor[0] != FORMAT
                || !Arrays.equals(cursor, 1, CHECKED_FROM, check(cursor), 0, CHECK_BYTES)) {
            return new Reading.Malformed();
        }
        int middle = CHECKED_FROM + HASH_BYTES;
        if (!Arrays.equals(cursor, CHECKED_FROM, middle, listing, 0, HASH_BYTES)) {
            return new Reading.Foreign();
        }
        if (!Arrays.equals(cursor, middle, LAST_FROM, definition, 0, HASH_BYTES)) {
            return new Reading.Expired();
        }
        return new Reading.Behind(Arrays.copyOfRange(cursor, LAST_FROM, cursor.length));
    }

    private static byte[] check(byte[] cursor) {
        return hash(Arrays.copyOfRange(cursor, CHECKED_FROM, cursor.length));
    }

    /** The same for the same members, in whatever order they were asked for. */
    private static String text(Selection selection) {
        StringBuilder text = new StringBuilder("(");
        new TreeMap<>(selection.members())
                .forEach((name, members) ->
                        text.append(name.length()).append(name).append(text(members)));
        return text.append(')').toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Of the parts, each told apart from the next. */
    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                digest.update(part);
            }
            return Arrays.copyOf(digest.digest(), HASH_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
