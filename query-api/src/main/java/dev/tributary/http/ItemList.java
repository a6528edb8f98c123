package dev.tributary.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Items as they are sent: <code>{"items":[…,…],"…":…}</code>. */
final class ItemList {
    private final Body body;
    private String separator = "{\"items\":[";

    ItemList(Body body) {
        this.body = body;
    }

    /** Writes one item. */
    interface Item {
        void writeTo(OutputStream out) throws IOException;
    }

    void add(Item item) throws IOException {
        body.write(utf8(separator));
        item.writeTo(body);
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
