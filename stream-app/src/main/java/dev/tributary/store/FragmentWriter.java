package dev.tributary.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one row of a document: its fragment, with what belongs into the holes. Not thread-safe; for one use. */
final class FragmentWriter {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] NO_ANCHOR = {};

    private final DocumentLayout layout;
    private final Slots slots;
    private final Deque<Keep> open = new ArrayDeque<>();
    private final Map<Integer, byte[]> kept = new HashMap<>();

    FragmentWriter(DocumentLayout layout, Slots slots) {
        this.layout = layout;
        this.slots = slots;
    }

    /** Writes what is in a slot. */
    @FunctionalInterface
    interface Slots {
        void write(byte[] parent, int slot, byte[] anchor, OutputStream out) throws IOException;
    }

    /** A member that is written and kept. */
    private record Keep(int number, OutputStream out, ByteArrayOutputStream member) {}

    /**
     * Writes the row at the place.
     *
     * @param needed the slots to write; null for all
     */
    void write(byte[] place, byte[] fragment, @Nullable BitSet needed, OutputStream out) throws IOException {
        write(place, fragment, needed, out, false);
    }

    /**
     * Whether the condition in the fragment holds.
     *
     * @param needed the slots that it looks at
     */
    boolean isShown(byte[] place, byte[] fragment, BitSet needed) throws IOException {
        return write(place, fragment, needed, OutputStream.nullOutputStream(), true);
    }

    /** @param isJudged whether what the condition looks at is all written, so that it can be evaluated */
    private boolean write(byte[] place, byte[] fragment, @Nullable BitSet needed, OutputStream out, boolean isJudged)
            throws IOException {
        boolean shown = true;
        OutputStream to = out;
        Fragment.Pieces pieces = new Fragment.Pieces(fragment);
        while (pieces.next()) {
            if (pieces.tag != Fragment.KEY) {
                to.write(pieces.bytes(), pieces.textFrom, pieces.textTo - pieces.textFrom);
            }
            switch (pieces.tag) {
                case Fragment.END, Fragment.KEY -> {}
                case Fragment.KEEP -> to = keep(pieces.number, to);
                case Fragment.KEPT -> to = kept();
                case Fragment.DEFERRED -> {
                    boolean isNeeded = layout.isNeeded(pieces.number, needed);
                    to.write(isNeeded ? orNull(value(pieces, place)) : NULL);
                }
                case Fragment.GATE -> shown = !isJudged || Arrays.equals(value(pieces, place), TRUE);
                default -> writeSlot(place, pieces, needed, to);
            }
        }
        return shown;
    }

    private OutputStream keep(int number, OutputStream out) {
        open.push(new Keep(number, out, new ByteArrayOutputStream()));
        return open.peek().member;
    }

    private OutputStream kept() throws IOException {
        Keep keep = open.pop();
        kept.put(keep.number, keep.member.toByteArray());
        keep.member.writeTo(keep.out);
        return keep.out;
    }

    private byte @Nullable [] value(Fragment.Pieces pieces, byte[] place) {
        return layout.deferred().get(pieces.number).value(pieces.captured, kept::get, total -> total(place, total));
    }

    private byte[] total(byte[] place, int total) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            slots.write(place, total, NO_ANCHOR, json);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail to be written", impossible);
        }
        return json.toByteArray();
    }

    private void writeSlot(byte[] place, Fragment.Pieces pieces, @Nullable BitSet needed, OutputStream out)
            throws IOException {
        if (needed == null || needed.get(pieces.tag)) {
            slots.write(place, pieces.tag, pieces.anchor, out);
        } else {
            boolean single = layout.slot(pieces.tag) instanceof Collection collection && collection.single();
            out.write(single ? absent(pieces.tag) : NULL);
        }
    }

    private byte[] absent(int slot) {
        return ((Collection) layout.slot(slot)).absent().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] orNull(byte @Nullable [] json) {
        return json == null ? NULL : json;
    }

    /** What tells the row from others of its collection; empty when the fragment does not say. */
    static byte[] key(byte[] fragment) {
        Fragment.Pieces pieces = new Fragment.Pieces(fragment);
        pieces.next();
        return pieces.tag == Fragment.KEY ? Arrays.copyOfRange(fragment, pieces.textFrom, pieces.textTo) : new byte[0];
    }
}
