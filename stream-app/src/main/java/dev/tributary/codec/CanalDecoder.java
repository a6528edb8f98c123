package dev.tributary.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Canal's flat messages: any number of rows, all values texts, whose types the message names. What is said of the schema is
 * ignored, but for a truncation.
 */
final class CanalDecoder implements ValueDecoder.OfJson {
    private final Rows rows;
    private final Map<String, Conversion> declared;
    private final CanalTypes types;

    CanalDecoder(Rows rows, Map<String, Conversion> declared) {
        this.rows = rows;
        this.declared = declared;
        this.types = new CanalTypes(declared);
    }

    @Override
    public List<Change> decode(Slice value, RecordDecoder.Headers headers) throws IOException {
        Map<String, Slice> fields = value.fields();
        String type = text(fields, "type");
        boolean isDdl = text(fields, "isDdl").equals("true");
        return switch (type) {
            case "TRUNCATE" -> List.of(new Change.Truncate());
            case "INSERT", "UPDATE", "DELETE" -> isDdl ? List.of(new Change.Ignored()) : changes(type, fields);
            case "CREATE", "ALTER", "ERASE", "QUERY", "RENAME", "CINDEX", "DINDEX" -> List.of(new Change.Ignored());
            default -> {
                if (isDdl) {
                    yield List.of(new Change.Ignored());
                }
                throw new BadRecord(
                        "Expected the type INSERT, UPDATE or DELETE, but came " + (type.isEmpty() ? "none" : type));
            }
        };
    }

    private List<Change> changes(String type, Map<String, Slice> fields) throws IOException {
        List<Slice> data = list(type, fields, "data");
        List<Slice> old = type.equals("UPDATE") ? list(type, fields, "old") : List.of();
        Map<String, Conversion> conversions = conversions(fields);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            if (data.size() > 1) {
                rows.startNext();
            }
            changes.add(
                    type.equals("DELETE")
                            ? rows.delete(data.get(i), conversions)
                            : rows.upsert(data.get(i), conversions, Rows.ALL));
            if (i < old.size() && rows.touchesKey(old.get(i))) {
                rows.startNext();
                changes.add(rows.delete(old.get(i), data.get(i), conversions));
            }
        }
        return rows.inOrder(changes);
    }

    private Map<String, Conversion> conversions(Map<String, Slice> fields) throws IOException {
        Slice written = fields.get("mysqlType");
        if (written == null || !written.isObject()) {
            return declared;
        }
        Map<String, Conversion> conversions = new HashMap<>(declared);
        for (Map.Entry<String, Slice> column : written.fields().entrySet()) {
            conversions.put(
                    column.getKey(),
                    types.conversion(column.getKey(), column.getValue().shortText()));
        }
        return conversions;
    }

    private static List<Slice> list(String type, Map<String, Slice> fields, String name) throws IOException {
        Slice list = fields.get(name);
        boolean optional = name.equals("old");
        if (list == null || list.isNull()) {
            if (optional) {
                return List.of();
            }
            throw new BadRecord("Expected `" + name + "` to hold the rows of type " + type + ", but came "
                    + (list == null ? "no `" + name + "`" : "null"));
        }
        return list.items();
    }

    private static String text(Map<String, Slice> fields, String name) {
        Slice value = fields.get(name);
        return value == null || value.isNull() ? "" : value.shortText();
    }
}
