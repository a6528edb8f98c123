package dev.tributary.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One view: a document per row of {@code from}, or per group of them, that passes {@code where}.
 *
 * @param from the source or view whose rows are the documents' roots, or are grouped
 * @param where over all fields of the document; a member operand is a field, wherever it is declared
 * @param groups by name what the rows of {@code from} are grouped by; empty for a document per row
 * @param indexes the lookups: each a list of names of fields
 * @param publish the topic to which the documents are written
 */
public record View(
        String name,
        String from,
        Optional<Computation> where,
        Fields fields,
        Map<String, Computation> groups,
        List<List<String>> indexes,
        Optional<String> publish) {
    public View {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        indexes = indexes.stream().map(List::copyOf).toList();
    }

    public boolean isGrouped() {
        return !groups.isEmpty();
    }
}
