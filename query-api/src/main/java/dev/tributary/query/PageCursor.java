package dev.tributary.query;

import dev.tributary.codec.TupleReader;
import dev.tributary.plan.Plan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the next page of a listing starts, as opaque text: a format number, a hash of what is listed, the last key.
 * It holds no state of any instance, so it outlives restarts; and it stays valid while the view's keys stay the same kind.
 */
public final class PageCursor {
    private static final byte FORMAT = 1;
    private static final int HASH_BYTES = 8;
    private static final int HEAD_BYTES = 1 + HASH_BYTES;

    private PageCursor() {}

    /** The text for the page behind the key. */
    public static String encode(Plan plan, Optional<Lookup> lookup, byte[] lastKey) {
        byte[] cursor = ByteBuffer.allocate(HEAD_BYTES + lastKey.length)
                .put(FORMAT)
                .put(hash(plan, lookup))
                .put(lastKey)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /**
     * The key behind which the page starts.
     *
     * @throws IllegalArgumentException when it is no cursor, or that of another listing
     */
    public static byte[] decode(Plan plan, Optional<Lookup> lookup, String text) {
        byte[] cursor = bytes(text);
        if (cursor.length <= HEAD_BYTES || cursor[0] != FORMAT) {
            throw malformed();
        }
        if (!Arrays.equals(cursor, 1, HEAD_BYTES, hash(plan, lookup), 0, HASH_BYTES)) {
            throw new IllegalArgumentException("The cursor belongs to another request than this one for "
                    + plan.view().name() + ": to another view, to other values of fields, or to this view when it had"
                    + " other keys.");
        }
        byte[] key = Arrays.copyOfRange(cursor, HEAD_BYTES, cursor.length);
        if (length(key, plan.keyParts()) != key.length) {
            throw malformed();
        }
        return key;
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
    }

    private static int length(byte[] key, int parts) {
        try {
            return TupleReader.skip(key, 0, parts);
        } catch (IllegalArgumentException notKey) {
            return -1;
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("The cursor is not one that this service made; it may have been cut off.");
    }

    private static byte[] hash(Plan plan, Optional<Lookup> lookup) {
        String listing = plan.view().name() + "\0" + plan.view().from() + "\0" + plan.keyParts();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(listing.getBytes(StandardCharsets.UTF_8));
            lookup.ifPresent(asked -> {
                digest.update(asked.index().fields().toString().getBytes(StandardCharsets.UTF_8));
                asked.values().forEach(digest::update);
            });
            return Arrays.copyOf(digest.digest(), HASH_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
