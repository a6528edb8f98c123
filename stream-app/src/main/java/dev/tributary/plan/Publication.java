package dev.tributary.plan;

import dev.tributary.codec.Row;
import dev.tributary.codec.RowReader;
import dev.tributary.codec.TupleReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.store.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes whole documents to a topic: keyed by their key as JSON (a single value, or an object of several), tombstones
 * included.
 */
final class Publication {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Log log;
    private final int whole;
    private final List<String> key;

    /** @param key the names of the values of a document's key */
    Publication(Log log, Shape shape, List<String> key) {
        this.log = log;
        this.whole = shape.columns().indexOf(RowReader.WHOLE);
        this.key = List.copyOf(key);
    }

    Log log() {
        return log;
    }

    void say(byte[] documentKey, Stored now, Task task) {
        byte[] document = now.isLive() ? now.message().parts()[whole] : null;
        task.send(log, json(documentKey), document);
    }

    /** The canonical key of the document that is published under a key; empty when none is ever published so. */
    Optional<byte[]> documentKey(byte[] published) {
        try {
            byte[] canonical = canonical(published);
            return Arrays.equals(json(canonical), published) ? Optional.of(canonical) : Optional.empty();
        } catch (IOException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private byte[] canonical(byte[] published) throws IOException {
        TupleWriter canonical = new TupleWriter();
        if (key.size() == 1) {
            return canonical.addKeyJson(Json.compact(published)).toBytes();
        }
        Row values = new RowReader(key).read(Json.compact(published));
        for (int i = 0; i < key.size(); i++) {
            canonical.addKeyJson(values.column(i));
        }
        return canonical.toBytes();
    }

    private byte[] json(byte[] documentKey) {
        List<@Nullable Object> values = TupleReader.read(documentKey, 0, key.size());
        if (key.size() == 1) {
            return orNull(Json.of(values.get(0)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < key.size(); i++) {
            out.writeBytes(((i == 0 ? "{" : ",") + Json.quote(key.get(i)) + ":").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(orNull(Json.of(values.get(i))));
        }
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] orNull(byte @Nullable [] json) {
        return json == null ? NULL : json;
    }
}
