package dev.tributary.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * The body of one document. It is written once for its tag and its length; a small one is held while that is done, a large one
 * is written once more to be sent.
 */
final class DocumentBody extends OutputStream {
    private final MessageDigest digest = EntityTags.digest();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long length;

    private DocumentBody() {}

    /** Writes the same document each time. */
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    static void send(Context ctx, Source document) throws IOException {
        Content content = new Content(ctx, Accepts.JSON);
        DocumentBody body = new DocumentBody();
        document.writeTo(body);
        if (content.isKnown(EntityTags.of(body.digest), body.length)) {
            return;
        }
        if (body.length <= Body.WHOLE_BYTES) {
            content.send(body.held.toByteArray(), (int) body.length);
            return;
        }
        ClientStream out = content.stream(body.length).bound();
        document.writeTo(out);
        out.finish();
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        digest.update(bytes, from, count);
        length += count;
        if (length <= Body.WHOLE_BYTES) {
            held.write(bytes, from, count);
        }
    }
}
