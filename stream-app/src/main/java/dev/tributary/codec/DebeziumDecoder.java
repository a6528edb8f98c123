package dev.tributary.codec;

import dev.tributary.view.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's change envelopes, with or without schema, also as CloudEvents, and rows that its transformation has flattened
 * out of them.
 */
final class DebeziumDecoder implements ValueDecoder.OfJson {
    /** Columns of flattened rows that begin so were added by the transformation. */
    private static final String ADDED = "__";

    private static final Set<String> ENVELOPE =
            Set.of("before", "after", "source", "op", "ts_ms", "ts_us", "ts_ns", "transaction", "message");
    private static final String EVENT_OP = "iodebeziumop";

    private final Rows rows;
    private final Payloads payloads;
    private final List<String> key;
    /** Columns that the view file speaks of, which are the row's whatever they are called. */
    private final Set<String> named = new HashSet<>();

    DebeziumDecoder(Rows rows, Payloads payloads, Source source) {
        this.rows = rows;
        this.payloads = payloads;
        this.key = source.key();
        named.addAll(key);
        named.addAll(source.types().keySet());
        source.columns().ifPresent(named::addAll);
        source.version().ifPresent(named::add);
    }

    @Override
    public List<Change> decode(Slice value, RecordDecoder.Headers headers) throws IOException {
        return List.of(decode(payloads.unwrap(value), headers));
    }

    /** What a value says that may be any of these. */
    Change decode(Payload payload, RecordDecoder.Headers headers) throws IOException {
        if (payload.value().isNull()) {
            return rows.delete();
        }
        Map<String, Slice> fields = fields(payload);
        Slice data = fields.get("data");
        if (data != null && fields.containsKey("specversion") && fields.containsKey("type")) {
            return event(payloads.unwrap(data), text(fields.get(EVENT_OP)));
        }
        byte[] op = headers.get("ce_" + EVENT_OP);
        return op == null ? change(payload, fields) : event(payload, new String(op, StandardCharsets.UTF_8));
    }

    private static Map<String, Slice> fields(Payload payload) throws IOException {
        boolean scanned = !payload.fields().isEmpty() && !payload.fields().containsValue(payload.value());
        return scanned ? payload.fields() : payload.value().fields();
    }

    /** A CloudEvent's data: the envelope, whose op is the event's, or the row. */
    private Change event(Payload data, String op) throws IOException {
        if (data.value().isNull()) {
            return rows.delete();
        }
        Map<String, Slice> fields = fields(data);
        boolean envelope = !op.isEmpty() && (fields.containsKey("before") || fields.containsKey("after"));
        return envelope ? envelope(op, fields, data.conversions()) : change(data, fields);
    }

    private Change change(Payload payload, Map<String, Slice> fields) throws IOException {
        Slice op = fields.get("op");
        return op != null && isEnvelope(fields, op)
                ? envelope(text(op), fields, payload.conversions())
                : flattened(payload, fields);
    }

    /** A row may have columns of these names, too; but the key is beside them then. */
    private boolean isEnvelope(Map<String, Slice> fields, Slice op) {
        boolean isRow = !key.isEmpty()
                && fields.keySet().containsAll(key)
                && key.stream().noneMatch(ENVELOPE::contains);
        return op.isString()
                && !isRow
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
                yield rows.upsert(after, conversions, Rows.ALL);
            }
            case "d" -> {
                Slice before = fields.get("before");
                yield before == null || before.isNull() ? rows.delete() : rows.delete(before, conversions);
            }
            case "t" -> new Change.Truncate();
            case "m" -> new Change.Ignored();
            default -> throw new BadRecord("Expected op c, u, r, d, t or m, but came " + Slice.excerpt(op));
        };
    }

    private Change flattened(Payload payload, Map<String, Slice> fields) throws IOException {
        boolean deleted = text(fields.get("__deleted")).equals("true")
                || text(fields.get("__op")).equals("d");
        return deleted
                ? rows.delete(payload.value(), payload.conversions())
                : rows.upsert(payload.value(), payload.conversions(), this::isColumn);
    }

    private boolean isColumn(String name) {
        return !name.startsWith(ADDED) || named.contains(name);
    }

    /** A short text, or a boolean's. */
    private static String text(@Nullable Slice value) {
        return value == null || value.isNull() ? "" : value.shortText();
    }
}
