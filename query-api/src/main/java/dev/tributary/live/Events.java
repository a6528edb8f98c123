package dev.tributary.live;

import dev.tributary.codec.KeyText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events, as bytes. Not thread-safe. */
final class Events {
    private static final String NOTHING = "{}";

    private final int keyParts;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @param keyParts how many values a document's key has */
    Events(int keyParts) {
        this.keyParts = keyParts;
    }

    int size() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Something for people. */
    void comment(String text) {
        add(": " + text + "\n\n");
    }

    /** A sign of life; the id lets a client that heard nothing for long go on from here. */
    void heartbeat(String id) {
        add(":\n" + (id.isEmpty() ? "" : "id: " + id + "\n") + "\n");
    }

    /** All that was said before is void; whoever comes back begins anew. */
    void reset() {
        add("event: reset\nid:\ndata: " + NOTHING + "\n\n");
    }

    /** All that there is has been said. */
    void live(String id) {
        begin("live", id);
        add(NOTHING + "\n\n");
    }

    /** @param id empty when nobody can go on from here */
    void put(String id, byte[] key, byte[] json) {
        begin("put", id);
        add("{\"key\":\"" + KeyText.format(key, keyParts) + "\",\"document\":");
        out.write(json, 0, json.length);
        add("}\n\n");
    }

    void delete(String id, byte[] key) {
        begin("delete", id);
        // a key's text is percent-encoded: it needs no escapes
        add("{\"key\":\"" + KeyText.format(key, keyParts) + "\"}\n\n");
    }

    private void begin(String event, String id) {
        add("event: " + event + "\n" + (id.isEmpty() ? "" : "id: " + id + "\n") + "data: ");
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }
}
