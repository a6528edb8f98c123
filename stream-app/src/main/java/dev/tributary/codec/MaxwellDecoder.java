package dev.tributary.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maxwell's changes: a row a record, a deleted one too; what is said of the schema, and of a bootstrap, is ignored. */
final class MaxwellDecoder implements ValueDecoder.OfJson {
    private final Rows rows;
    private final Map<String, Conversion> declared;

    MaxwellDecoder(Rows rows, Map<String, Conversion> declared) {
        this.rows = rows;
        this.declared = declared;
    }

    @Override
    public List<Change> decode(Slice value, RecordDecoder.Headers headers) throws IOException {
        Map<String, Slice> fields = value.fields();
        Slice written = fields.get("type");
        String type = written == null ? "no `type`" : written.shortText();
        return switch (type) {
            case "insert", "bootstrap-insert" -> List.of(rows.upsert(data(type, fields), declared, Rows.ALL));
            case "update" -> update(data(type, fields), fields.get("old"));
            case "delete" -> List.of(rows.delete(data(type, fields), declared));
            default -> {
                if (type.startsWith("table-") || type.startsWith("database-") || type.startsWith("bootstrap-")) {
                    yield List.of(new Change.Ignored());
                }
                throw new BadRecord("Expected the type insert, update, delete or bootstrap-insert, but came " + type);
            }
        };
    }

    /** The row of another key, if the update has changed it, is gone. */
    private List<Change> update(Slice data, @Nullable Slice old) throws IOException {
        List<Change> changes = new ArrayList<>();
        changes.add(rows.upsert(data, declared, Rows.ALL));
        if (old != null && rows.touchesKey(old)) {
            rows.startNext();
            changes.add(rows.delete(old, data, declared));
        }
        return rows.inOrder(changes);
    }

    private static Slice data(String type, Map<String, Slice> fields) throws IOException {
        Slice data = fields.get("data");
        if (data == null || !data.isObject()) {
            throw new BadRecord("Expected `data` to hold the row of type " + type + ", but came "
                    + (data == null ? "no `data`" : data.excerpt()));
        }
        return data;
    }
}
