package dev.tributary.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in one change topic.
 *
 * @param key the primary key's columns, in order; never empty
 * @param types how columns are encoded, for columns that need it; also those of {@code columns}
 * @param columns all columns, when the file lists them; empty when any column may come
 */
public record Source(
        String name,
        String topic,
        Format format,
        List<String> key,
        List<Reference> references,
        Map<String, ColumnType> types,
        Optional<List<String>> columns) {
    public Source {
        key = List.copyOf(key);
        references = List.copyOf(references);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        columns = columns.map(List::copyOf);
    }

    /** How a topic's records are written. */
    public enum Format {
        JSON,
        DEBEZIUM,
        CONNECT
    }
}
