package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.codec.KeyText;
import dev.tributary.plan.Plan;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.OrderedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads documents of a plan out of a store as JSON. */
final class Documents {
    private Documents() {}

    static Optional<JsonNode> document(Plan plan, OrderedStore store, byte[] key) {
        try (DocumentReader reader = plan.reader(store)) {
            return read(reader, key);
        }
    }

    /** All of them, by the texts of their keys. */
    static Map<String, JsonNode> all(Plan plan, OrderedStore store) {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        try (DocumentReader reader = plan.reader(store)) {
            for (byte[] key = reader.nextKey(null); key != null; key = reader.nextKey(key)) {
                documents.put(
                        KeyText.format(key, plan.keyParts()), read(reader, key).orElseThrow());
            }
        }
        return documents;
    }

    private static Optional<JsonNode> read(DocumentReader reader, byte[] key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            return reader.write(key, out) ? Optional.of(ExactJson.parse(out.toByteArray())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
