package dev.tributary.codec;

import dev.tributary.codec.Change.Invalid.Kind;
import dev.tributary.view.ColumnType;
import dev.tributary.view.Encoding.Format;
import dev.tributary.view.Source;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the formats share: rows, and their keys. Key columns are taken from the row; those it lacks come from the record's
 * key, and become columns of the row.
 */
final class Rows {
    /** Leaves no column out. */
    static final Predicate<String> ALL = column -> true;

    /** In these all values may be text that people read, so text of digits is a number. */
    private static final Set<Format> READABLE = Set.of(Format.JSON, Format.MAXWELL, Format.CANAL);

    private static final byte[] NO_KEY = {};

    private final List<String> keyColumns;
    private final KeyDecoder keys;
    /** Events are there without a key, too, and nothing ends them. */
    private final boolean areEvents;

    private final RowBuilder builder;
    private byte @Nullable [] recordKey;

    Rows(Source source, KeyDecoder keys) {
        this.keyColumns = source.key();
        this.keys = keys;
        this.areEvents = source.kind() == Source.Kind.EVENTS;
        this.builder = new RowBuilder(keyColumns, !areEvents, source.version().orElse(null));
    }

    /** The conversions that the view file declares. */
    static Map<String, Conversion> declared(Source source) {
        DecimalConversion.Text decimals = READABLE.contains(source.format())
                ? DecimalConversion.Text.NUMBER
                : DecimalConversion.Text.NUMBER_WITH_SCALE;
        Map<String, Conversion> declared = new HashMap<>();
        for (Map.Entry<String, ColumnType> type : source.types().entrySet()) {
            declared.put(type.getKey(), Conversions.of(type.getValue(), decimals));
        }
        return Map.copyOf(declared);
    }

    void start(byte @Nullable [] newRecordKey) {
        recordKey = newRecordKey;
        builder.start();
    }

    /** One of several rows of a record, whose key can be the key of none of them. */
    void startNext() {
        start(null);
    }

    /** @param columns which columns are the row's */
    Change upsert(Slice row, Map<String, Conversion> conversions, Predicate<String> columns) throws IOException {
        builder.row(row, conversions, columns);
        String missing = completeKey();
        if (missing != null && !areEvents) {
            throw new BadRecord(
                    Kind.BAD_KEY,
                    "Expected key column `" + missing + "` in the row or the record's key, but the row is "
                            + row.excerpt() + " and the key " + keyExcerpt());
        }
        byte[] key = areEvents ? NO_KEY : builder.keyBytes();
        return new Change.Upsert(key, builder.rowBytes(), builder.declared(), builder.unavailable());
    }

    /** The deletion of the row that the record's key names. */
    Change delete() throws IOException {
        if (areEvents) {
            return new Change.Ignored();
        }
        String missing = completeKey();
        if (missing != null) {
            throw new BadRecord(
                    Kind.BAD_KEY,
                    "Expected the record's key to give key column `" + missing + "` of the row to delete, but came "
                            + keyExcerpt());
        }
        return new Change.Delete(builder.keyBytes(), builder.declared());
    }

    /** The deletion of a row that is known, at least in part. */
    Change delete(Slice before, Map<String, Conversion> conversions) throws IOException {
        builder.key(before, conversions);
        return delete();
    }

    /** The deletion of the row as it was: what has changed of it first, then the rest, which may be as it is. */
    Change delete(Slice changed, Slice row, Map<String, Conversion> conversions) throws IOException {
        builder.key(changed, conversions);
        return delete(row, conversions);
    }

    /** The changes of one record, of which there may be one of each row; every event is a row of its own. */
    List<Change> inOrder(List<Change> changes) {
        return areEvents ? changes : Changes.inOrder(changes);
    }

    /** Whether the object has one of the key's columns. */
    boolean touchesKey(Slice object) throws IOException {
        return object.isObject() && object.fields().keySet().stream().anyMatch(keyColumns::contains);
    }

    /** Takes what the key lacks from the record's key; the first column that is still missing. */
    private @Nullable String completeKey() throws IOException {
        byte[] bytes = recordKey;
        if (builder.missing() == null || bytes == null) {
            return builder.missing();
        }
        Payload key = keys.decode(bytes);
        if (key != null && key.value().isObject()) {
            builder.key(key.value(), key.conversions());
        } else if (key != null && keyColumns.size() == 1 && !key.value().isNull()) {
            builder.keyColumn(keyColumns.get(0), key.value(), key.scalar());
        }
        return builder.missing();
    }

    private String keyExcerpt() {
        byte[] key = recordKey;
        return key == null ? "null" : Excerpt.of(key);
    }
}
