package dev.tributary.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows that views are made of: what is in one change topic, or the documents of another view.
 *
 * @param topic empty for a view's rows
 * @param key the primary key's columns, in order; for a view's rows what its documents' key is called; for events what may
 *     come from the record's key, which may be nothing
 * @param types how columns are encoded, for columns that need it; also those of {@code columns}
 * @param columns all columns, when the file lists them; empty when any column may come
 * @param where which rows there are; a row that fails is as deleted
 * @param version the column whose value decides which of two versions of a row is the newer; empty for the record's place
 */
public record Source(
        String name,
        Kind kind,
        String topic,
        Encoding encoding,
        List<String> key,
        List<Reference> references,
        Map<String, ColumnType> types,
        Optional<List<String>> columns,
        Optional<Computation> where,
        Optional<String> version) {
    /** No column of a row begins so: {@code #0} is the first value of its identity. */
    static final String IDENTITY = "#";

    /** The partition and the offset of its record, and the number in the record. */
    private static final int EVENT_IDENTITY = 3;

    public Source {
        key = List.copyOf(key);
        references = List.copyOf(references);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        columns = columns.map(List::copyOf);
    }

    /** Rows by key, of which nothing more is declared. */
    public static Source rows(
            String name,
            String topic,
            Encoding.Format format,
            List<String> key,
            List<Reference> references,
            Map<String, ColumnType> types,
            Optional<List<String>> columns) {
        return new Source(
                name,
                Kind.ROWS,
                topic,
                Encoding.of(format),
                key,
                references,
                types,
                columns,
                Optional.empty(),
                Optional.empty());
    }

    /** The same, read from another topic. */
    public Source withTopic(String other) {
        return new Source(name, kind, other, encoding, key, references, types, columns, where, version);
    }

    /** The same, with only the rows that pass. */
    Source withWhere(Optional<Computation> condition) {
        return new Source(name, kind, topic, encoding, key, references, types, columns, condition, version);
    }

    /** What the rows are. */
    public enum Kind {
        /** Rows by key, the newest of each counts. */
        ROWS,
        /** Facts that are never updated: each record is a row, identified by partition and offset. */
        EVENTS,
        /** The documents of a view. */
        VIEW
    }

    /** The columns that its declaration speaks of; all, when it lists them. */
    Set<String> mentioned() {
        Set<String> columns = new LinkedHashSet<>();
        this.columns.ifPresent(columns::addAll);
        if (kind != Kind.VIEW) {
            columns.addAll(key);
        }
        columns.addAll(types.keySet());
        references.forEach(reference -> columns.addAll(reference.columns()));
        return columns;
    }

    /** How the records' values are written. */
    public Encoding.Format format() {
        return encoding.format();
    }

    /**
     * The columns that identify a row. Where these are none of its own, they are called by their place.
     */
    public List<String> identity() {
        if (kind == Kind.ROWS) {
            return key;
        }
        int parts = kind == Kind.EVENTS ? EVENT_IDENTITY : key.size();
        return IntStream.range(0, parts).mapToObj(i -> IDENTITY + i).toList();
    }

    /** Which value of the identity a column is, if it is called by its place; else -1. */
    public static int identityIndex(String column) {
        return column.startsWith(IDENTITY) ? Integer.parseInt(column.substring(1)) : -1;
    }
}
