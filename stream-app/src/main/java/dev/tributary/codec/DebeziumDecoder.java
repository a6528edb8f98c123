package dev.tributary.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's change envelopes, with or without schema, and rows that its transformation has flattened out of them. A
 * truncation is ignored, as are messages.
 */
final class DebeziumDecoder implements ValueDecoder {
    private static final List<String> FLATTENED = List.of("__op", "__deleted");

    private final Rows rows;

    DebeziumDecoder(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Change decode(Slice value) throws IOException {
        Rows.Payload payload = rows.unwrap(value);
        if (payload.value().isNull()) {
            return rows.delete();
        }
        boolean wrapped = !payload.value().equals(value);
        Map<String, Slice> fields = wrapped ? payload.value().fields() : payload.fields();
        Slice op = fields.get("op");
        return op != null && isEnvelope(fields, op)
                ? envelope(text(op), fields, payload.conversions())
                : flattened(payload, fields);
    }

    private static boolean isEnvelope(Map<String, Slice> fields, Slice op) {
        return op.isString()
                && Stream.of("before", "after", "source", "message")
                        .map(fields::get)
                        .anyMatch(part -> part != null && (part.isObject() || part.isNull()));
    }

    private Change envelope(String op, Map<String, Slice> fields, Map<String, Conversion> conversions)
            throws IOException {
        return switch (op) {
            case "c", "u", "r" -> {
                Slice after = fields.get("after");
                if (after == null || after.isNull()) {
                    throw new BadRecord("Expected `after` to hold the row of op " + op + ", but came "
                            + (after == null ? "no `after`" : "null"));
                }
                yield rows.upsert(after, conversions, List.of());
            }
            case "d" -> {
                Slice before = fields.get("before");
                yield before == null || before.isNull() ? rows.delete() : rows.delete(before, conversions);
            }
            case "t", "m" -> new Change.Ignored();
            default -> throw new BadRecord("Expected op c, u, r, d, t or m, but came " + Slice.excerpt(op));
        };
    }

    private Change flattened(Rows.Payload payload, Map<String, Slice> fields) throws IOException {
        boolean deleted = text(fields.get("__deleted")).equals("true")
                || text(fields.get("__op")).equals("d");
        return deleted
                ? rows.delete(payload.value(), payload.conversions())
                : rows.upsert(payload.value(), payload.conversions(), FLATTENED);
    }

    /** A short text, or a boolean's. */
    private static String text(@Nullable Slice value) {
        if (value == null) {
            return "";
        }
        int quote = value.isString() ? 1 : 0;
        int length = value.to() - value.from() - 2 * quote;
        return new String(value.bytes(), value.from() + quote, length, StandardCharsets.UTF_8);
    }
}
