package dev.tributary.http;

import dev.tributary.codec.KeyText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A document with its key, as listings have it: <code>{"key":…,"document":…}</code>. */
record DocumentItem(byte[] key, int keyParts, Writer document) implements ItemList.Item {

    /** Writes the document. */
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        // a key's text is percent-encoded: it needs no escapes
        String head = "{\"key\":\"" + KeyText.format(key, keyParts) + "\",\"document\":";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        document.writeTo(out);
        out.write('}');
    }
}
