package dev.tributary.http;

import dev.tributary.http.DocumentCache.Whole;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The body of one document. It is written once for its tag and its length; a small one is held while that is done, a large one
 * is written once more to be sent.
 */
final class DocumentBody extends OutputStream {
    private static final int FIRST_BYTES = 2 << 10;

    private final Source document;
    private final MessageDigest digest = EntityTags.digest();
    /** What is not in the digest yet; of a small document all of it. */
    private byte[] held = new byte[FIRST_BYTES];

    private int count;
    private long length;

    private DocumentBody(Source document) {
        this.document = document;
    }

    /** Writes the same document each time. */
    interface Source {
        /** False, and nothing written, when there is none. */
        boolean writeTo(OutputStream out) throws IOException;
    }

    /** That of a document; empty when there is none. */
    static Optional<DocumentBody> of(Source document) throws IOException {
        DocumentBody body = new DocumentBody(document);
        return document.writeTo(body) ? Optional.of(body) : Optional.empty();
    }

    /** The document; empty when it is too large to be held. To be called once. */
    Optional<Whole> whole(long modifiedMs) {
        if (length > Body.WHOLE_BYTES) {
            return Optional.empty();
        }
        digest.update(held, 0, count);
        return Optional.of(new Whole(Arrays.copyOf(held, count), EntityTags.of(digest), modifiedMs));
    }

    /** Sends it while it is written once more, unless the client has it already. To be called once. */
    void sendAgain(Context ctx) throws IOException {
        digest.update(held, 0, count);
        Content content = new Content(ctx, Accepts.JSON);
        if (content.isKnown(EntityTags.of(digest), length)) {
            return;
        }
        ClientStream out = content.stream(length).bound();
        document.writeTo(out);
        out.finish();
    }

    @Override
    public void write(int oneByte) {
        makeRoom(1);
        held[count++] = (byte) oneByte;
        length++;
    }

    @Override
    public void write(byte[] bytes, int from, int number) {
        length += number;
        if (number > Body.WHOLE_BYTES) {
            digest.update(held, 0, count);
            digest.update(bytes, from, number);
            count = 0;
            return;
        }
        makeRoom(number);
        System.arraycopy(bytes, from, held, count, number);
        count += number;
    }

    private void makeRoom(int number) {
        if (count + number > Body.WHOLE_BYTES) {
            digest.update(held, 0, count);
            count = 0;
        }
        if (count + number > held.length) {
            held = Arrays.copyOf(held, Math.min(Body.WHOLE_BYTES, Math.max(2 * held.length, count + number)));
        }
    }
}
