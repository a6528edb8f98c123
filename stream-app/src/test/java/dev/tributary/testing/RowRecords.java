package dev.tributary.testing;

import dev.tributary.config.Nearest;
import dev.tributary.sandbox.RowEncoder;
import dev.tributary.sandbox.RowEncoders;
import dev.tributary.view.ColumnType;
import dev.tributary.view.ColumnType.Kind;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns changes of rows into records, each in the format of its source. */
public final class RowRecords {
    private final Model model;
    private final Map<String, RowEncoder> encoders = new LinkedHashMap<>();

    public RowRecords(Model model) {
        this.model = model;
    }

    /** A row that is new, or replaces the one of its key. */
    public List<SourceRecord> upsert(String source, Map<String, @Nullable Object> row) {
        return records(source(source), encoder(source).upsert(row));
    }

    /**
     * The end of a row.
     *
     * @param key a list when the key has several columns
     */
    public List<SourceRecord> delete(String source, Object key) {
        return records(
                source(source),
                encoder(source).delete(RowEncoders.keyRow(source(source).key(), key)));
    }

    private static List<SourceRecord> records(Source source, List<RowEncoder.Encoded> encoded) {
        return encoded.stream()
                .map(each -> new SourceRecord(source.topic(), each.key(), each.value(), Map.of()))
                .toList();
    }

    private RowEncoder encoder(String source) {
        return encoders.computeIfAbsent(source, name -> encoder(source(name)));
    }

    private static RowEncoder encoder(Source source) {
        Map<String, String> types = new LinkedHashMap<>();
        source.types().forEach((column, type) -> types.put(column, text(type)));
        return RowEncoders.of(source.format().name().toLowerCase(Locale.ROOT), source.key(), types);
    }

    /** The type as view files write it. */
    private static String text(ColumnType type) {
        String name = type.kind().name().toLowerCase(Locale.ROOT);
        return type.kind() == Kind.DECIMAL ? name + "(" + type.precision() + "," + type.scale() + ")" : name;
    }

    private Source source(String name) {
        Source source = model.sources().get(name);
        if (source == null) {
            String hint = Nearest.hint(name, model.sources().keySet(), "the sources are");
            throw new IllegalArgumentException("there is no source `" + name + "`: " + hint);
        }
        return source;
    }
}
