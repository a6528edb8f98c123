package dev.tributary.store;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * A row's own part of a document: JSON text with holes where its collections belong. Written as pieces of text, each
 * followed by the collection that comes behind it, 0 at the end.
 */
public final class Fragment {
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

        /**
         * Leaves a hole.
         *
         * @param collection which of the document's collections, 1 to 239
         * @param anchor the key of the looked-up row that the collection belongs to; empty when it is this row's own
         */
        public Writer hole(int collection, byte[] anchor) {
            endText();
            out.writeByte(collection).writeBlock(anchor);
            return this;
        }

        public byte[] toBytes() {
            endText();
            return out.writeByte(0).toBytes();
        }

        private void endText() {
            out.writeBlock(text.toBytes());
            text = new ByteWriter(64);
        }
    }

    /** Reads one fragment, piece by piece. Not thread-safe. */
    static final class Pieces {
        private final byte[] fragment;
        private final ByteReader in;
        int textFrom;
        int textTo;
        int collection;
        byte[] anchor = new byte[0];

        Pieces(byte[] fragment) {
            this.fragment = fragment;
            in = new ByteReader(fragment);
        }

        byte[] bytes() {
            return fragment;
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
            collection = in.readByte();
            if (collection != 0) {
                byte[] key = in.readBlock();
                anchor = key == null ? new byte[0] : key;
            }
            return true;
        }
    }
}
