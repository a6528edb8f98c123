package dev.tributary.store;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A row's own part of a document: JSON text with holes for what lies elsewhere or is computed when it is read. Written as
 * pieces of text, each followed by a tag that says what comes behind it.
 */
public final class Fragment {
    /** The end. */
    static final int END = 0;

    /** A member begins that a computed value needs; tags below it are numbers of slots. */
    static final int KEEP = 240;

    /** It ends here. */
    static final int KEPT = 241;

    /** A value to be computed. */
    static final int DEFERRED = 242;

    /** A condition to be computed, without which the document is not shown. */
    static final int GATE = 243;

    /** The text before it is no part of the JSON, but tells the row from others of its collection. */
    static final int KEY = 244;

    private Fragment() {}

    /** Writes one fragment. Not thread-safe. */
    public static final class Writer {
        private final ByteWriter out = new ByteWriter(128);
        private ByteWriter text = new ByteWriter(128);

        public Writer text(String json) {
            text.write(json.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        public Writer text(byte[] json) {
            text.write(json);
            return this;
        }

        /** Sets what tells the row from others; comes first. */
        public Writer key(byte[] key) {
            text.write(key);
            endText(KEY);
            return this;
        }

        /**
         * Leaves a hole.
         *
         * @param slot what belongs there
         * @param anchor the key of the looked-up row that it belongs to; empty when it is this row's own
         */
        public Writer hole(int slot, byte[] anchor) {
            endText(slot);
            out.writeBlock(anchor);
            return this;
        }

        /** Begins a member that a computed value behind it needs. */
        public Writer keep(int number) {
            endText(KEEP);
            out.writeVarint(number);
            return this;
        }

        /** Ends it. */
        public Writer kept() {
            endText(KEPT);
            return this;
        }

        /** Leaves a hole for a value that is computed when the fragment is read. */
        public Writer deferred(int number, byte[] @Nullable [] captured) {
            endText(DEFERRED);
            computed(number, captured);
            return this;
        }

        /** Sets the condition of the document; at the end of the root's members. */
        public Writer gate(int number, byte[] @Nullable [] captured) {
            endText(GATE);
            computed(number, captured);
            return this;
        }

        private void computed(int number, byte[] @Nullable [] captured) {
            out.writeVarint(number).writeVarint(captured.length);
            for (byte @Nullable [] each : captured) {
                out.writeBlock(each);
            }
        }

        /** The JSON, if nothing but text was written. */
        public byte[] toText() {
            return text.toBytes();
        }

        public byte[] toBytes() {
            endText(END);
            return out.toBytes();
        }

        private void endText(int tag) {
            out.writeBlock(text.toBytes()).writeByte(tag);
            text = new ByteWriter(64);
        }
    }

    /** Reads one fragment, piece by piece. Not thread-safe. */
    static final class Pieces {
        private final byte[] fragment;
        private final ByteReader in;
        int textFrom;
        int textTo;
        int tag;
        byte[] anchor = new byte[0];
        int number;
        byte[] @Nullable [] captured = new byte[0][];

        Pieces(byte[] fragment) {
            this.fragment = fragment;
            in = new ByteReader(fragment);
        }

        byte[] bytes() {
            return fragment;
        }

        boolean isSlot() {
            return tag > END && tag < KEEP;
        }

        /** Steps to the next piece; false at the end. */
        boolean next() {
            if (in.atEnd()) {
                return false;
            }
            int length = in.readInt() - 1;
            textFrom = in.position();
            textTo = textFrom + length;
            in.skip(length);
            tag = in.readByte();
            if (isSlot()) {
                byte[] key = in.readBlock();
                anchor = key == null ? new byte[0] : key;
            } else if (tag == KEEP) {
                number = in.readInt();
            } else if (tag == DEFERRED || tag == GATE) {
                number = in.readInt();
                captured = new byte[in.readInt()][];
                for (int i = 0; i < captured.length; i++) {
                    captured[i] = in.readBlock();
                }
            }
            return true;
        }
    }
}
