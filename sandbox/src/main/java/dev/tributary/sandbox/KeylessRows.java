package dev.tributary.sandbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events: each is a record of its own, without a key, and nothing replaces or ends it.
 *
 * @param values writes the records' values
 */
record KeylessRows(RowEncoder values) implements RowEncoder {

    @Override
    public List<Encoded> change(
            @Nullable Map<String, @Nullable Object> before, @Nullable Map<String, @Nullable Object> after) {
        if (after == null) {
            throw new SandboxException("events are facts: they cannot be deleted");
        }
        return values.change(null, after).stream()
                .map(encoded -> new Encoded(null, encoded.value()))
                .toList();
    }
}
