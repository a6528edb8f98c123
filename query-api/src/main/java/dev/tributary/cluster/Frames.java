package dev.tributary.cluster;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Documents on their way from one instance to another: for each, in the order asked, a byte that says whether there is one, and if
 * so chunks, each with its length in four bytes before it, the last of length 0.
 */
public final class Frames {
    private static final int MISSING = 0;
    private static final int FOUND = 1;
    private static final int CHUNK_BYTES = 8 << 10;

    private Frames() {}

    /** Writes a document. */
    public interface Document {
        void writeTo(OutputStream out) throws IOException;
    }

    public static void missing(OutputStream out) throws IOException {
        out.write(MISSING);
    }

    public static void found(OutputStream out, Document document) throws IOException {
        out.write(FOUND);
        Chunks chunks = new Chunks(out);
        document.writeTo(chunks);
        chunks.finish();
    }

    /** Puts what is written into chunks. */
    private static final class Chunks extends OutputStream {
        private final OutputStream out;
        private final byte[] chunk = new byte[Integer.BYTES + CHUNK_BYTES];
        private int length;

        Chunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int done = 0;
            while (done < count) {
                if (length == CHUNK_BYTES) {
                    send();
                }
                int part = Math.min(count - done, CHUNK_BYTES - length);
                System.arraycopy(bytes, from + done, chunk, Integer.BYTES + length, part);
                length += part;
                done += part;
            }
        }

        private void send() throws IOException {
            chunk[0] = 0;
            chunk[1] = 0;
            chunk[2] = (byte) (length >> 8);
            chunk[3] = (byte) length;
            out.write(chunk, 0, Integer.BYTES + length);
            length = 0;
        }

        void finish() throws IOException {
            if (length > 0) {
                send();
            }
            send();
        }
    }

    /** Reads them. Not thread-safe. */
    static final class Reader {
        private final DataInputStream in;
        private final byte[] chunk = new byte[CHUNK_BYTES];

        Reader(InputStream in) {
            this.in = new DataInputStream(in);
        }

        /** Whether there is the next document; if so, {@link #copy} it before going on. */
        boolean next() throws IOException {
            int mark = in.read();
            if (mark == FOUND || mark == MISSING) {
                return mark == FOUND;
            }
            throw mark < 0 ? new EOFException() : new IOException("no frame begins with " + mark);
        }

        void copy(OutputStream out) throws IOException {
            for (int length = in.readInt(); length != 0; length = in.readInt()) {
                if (length < 0 || length > CHUNK_BYTES) {
                    throw new IOException("no chunk has " + length + " bytes");
                }
                in.readFully(chunk, 0, length);
                out.write(chunk, 0, length);
            }
        }
    }
}
