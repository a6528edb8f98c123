package dev.tributary.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Changes as text: what the golden files and the tests expect. */
final class ChangeText {
    private ChangeText() {}

    static String of(Change change) {
        if (change instanceof Change.Upsert upsert) {
            String row = new String(upsert.row(), StandardCharsets.UTF_8);
            String missing = upsert.missing().isEmpty() ? "" : " without " + String.join(", ", upsert.missing());
            return "put " + key(upsert.key()) + " " + row + missing + version(upsert.declared());
        }
        if (change instanceof Change.Delete delete) {
            return "delete " + key(delete.key()) + version(delete.declared());
        }
        if (change instanceof Change.Invalid invalid) {
            return invalid.reason();
        }
        return change instanceof Change.Truncate ? "truncate" : "ignored";
    }

    private static String version(byte[] declared) {
        @Nullable
        Object value =
                declared.length == 0 ? null : TupleReader.read(declared, 0, 1).get(0);
        return value == null ? "" : " version " + value;
    }

    private static String key(byte[] key) {
        int parts = 0;
        for (int at = 0; at < key.length; at = TupleReader.skip(key, at, 1)) {
            parts++;
        }
        return KeyText.format(key, parts);
    }
}
