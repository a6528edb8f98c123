package dev.tributary.http;

import dev.tributary.codec.KeyText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Documents with their keys, as they are sent: <code>{"items":[{"key":…,"document":…},…],"…":…}</code>. */
final class ItemList {
    private final Body body;
    private final int keyParts;
    private String separator = "{\"items\":[";

    ItemList(Body body, int keyParts) {
        this.body = body;
        this.keyParts = keyParts;
    }

    /** Writes the document of a canonical key. */
    interface Writer {
        boolean write(byte[] key, OutputStream out) throws IOException;
    }

    void add(byte[] key, Writer document) throws IOException {
        // a key's text is percent-encoded: it needs no escapes
        body.write(utf8(separator + "{\"key\":\"" + KeyText.format(key, keyParts) + "\",\"document\":"));
        if (!document.write(key, body)) {
            throw new IllegalStateException("a document was there, but cannot be written");
        }
        body.write('}');
        body.countDocument();
        separator = ",";
    }

    void finish() throws IOException {
        end("]}");
    }

    /** Ends it with one more member. */
    void finish(String name, Object value) throws IOException {
        byte[] member = Json.bytes(Json.object(name, value));
        end("]," + new String(member, 1, member.length - 1, StandardCharsets.UTF_8));
    }

    private void end(String rest) throws IOException {
        body.write(utf8((separator.equals(",") ? "" : separator) + rest));
        body.finish();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
