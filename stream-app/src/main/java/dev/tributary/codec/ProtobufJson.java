package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Messages as JSON: every field of the type, by its name in the schema. A field that was not set is its default (0, an empty
 * text, {@code []}), or null where the schema can tell that it was not set: messages, {@code optional} and {@code oneof}.
 */
final class ProtobufJson {
    private static final Set<String> WRAPPERS = Set.of(
            "google.protobuf.DoubleValue",
            "google.protobuf.FloatValue",
            "google.protobuf.Int64Value",
            "google.protobuf.UInt64Value",
            "google.protobuf.Int32Value",
            "google.protobuf.UInt32Value",
            "google.protobuf.BoolValue",
            "google.protobuf.StringValue",
            "google.protobuf.BytesValue");
    private static final Set<String> MEANINGS = Set.of(
            "google.protobuf.Timestamp",
            "google.protobuf.Duration",
            "google.type.Date",
            "google.type.TimeOfDay",
            "confluent.type.Decimal");

    private ProtobufJson() {}

    static WireSchema.Form form(Descriptor type) {
        String name = type.getFullName();
        if (MEANINGS.contains(name)) {
            return WireSchema.Form.MEANING;
        }
        return switch (name) {
            case "google.protobuf.StringValue" -> WireSchema.Form.TEXT;
            case "google.protobuf.BytesValue" -> WireSchema.Form.BYTES;
            default -> WireSchema.Form.OTHER;
        };
    }

    static void write(Message message, JsonGenerator to) throws IOException {
        String name = message.getDescriptorForType().getFullName();
        if (WRAPPERS.contains(name)) {
            FieldDescriptor value = field(message, "value");
            single(value, message.getField(value), to);
            return;
        }
        switch (name) {
            case "google.protobuf.Timestamp" -> to.writeString(Times.timestamp(seconds(message), 0));
            case "google.protobuf.Duration" ->
                to.writeString(seconds(message).stripTrailingZeros().toPlainString() + "s");
            case "google.type.Date" -> date(message, to);
            case "google.type.TimeOfDay" -> time(message, to);
            case "confluent.type.Decimal" -> decimal(message, to);
            case "google.protobuf.Struct" -> field(field(message, "fields"), message, to);
            case "google.protobuf.ListValue" -> field(field(message, "values"), message, to);
            case "google.protobuf.Value" -> value(message, to);
            default -> object(message, to);
        }
    }

    private static void object(Message message, JsonGenerator to) throws IOException {
        to.writeStartObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            to.writeFieldName(field.getName());
            field(field, message, to);
        }
        to.writeEndObject();
    }

    private static void field(FieldDescriptor field, Message message, JsonGenerator to) throws IOException {
        if (field.isMapField()) {
            map(field, (List<?>) message.getField(field), to);
        } else if (field.isRepeated()) {
            to.writeStartArray();
            for (Object item : (List<?>) message.getField(field)) {
                single(field, item, to);
            }
            to.writeEndArray();
        } else if (field.hasPresence() && !message.hasField(field)) {
            to.writeNull();
        } else {
            single(field, message.getField(field), to);
        }
    }

    private static void map(FieldDescriptor field, List<?> entries, JsonGenerator to) throws IOException {
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        to.writeStartObject();
        for (Object entry : entries) {
            Message pair = (Message) entry;
            to.writeFieldName(keyText(key, pair.getField(key)));
            single(value, pair.getField(value), to);
        }
        to.writeEndObject();
    }

    private static String keyText(FieldDescriptor key, Object value) {
        return value instanceof Number number ? integer(key, number) : value.toString();
    }

    private static void single(FieldDescriptor field, Object value, JsonGenerator to) throws IOException {
        switch (field.getJavaType()) {
            case INT, LONG -> to.writeNumber(integer(field, (Number) value));
            case FLOAT, DOUBLE -> Json.write((Number) value, to);
            case BOOLEAN -> to.writeBoolean((Boolean) value);
            case STRING -> to.writeString((String) value);
            case BYTE_STRING -> to.writeString(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case ENUM -> symbol((EnumValueDescriptor) value, to);
            case MESSAGE -> write((Message) value, to);
        }
    }

    private static String integer(FieldDescriptor field, Number value) {
        return switch (field.getType()) {
            case UINT32, FIXED32 -> Integer.toUnsignedString(value.intValue());
            case UINT64, FIXED64 -> Long.toUnsignedString(value.longValue());
            default -> value.toString();
        };
    }

    /** A number that the schema does not know stays a number. */
    private static void symbol(EnumValueDescriptor value, JsonGenerator to) throws IOException {
        if (value.getIndex() < 0) {
            to.writeNumber(value.getNumber());
        } else {
            to.writeString(value.getName());
        }
    }

    private static FieldDescriptor field(Message message, String name) throws IOException {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
        if (field == null) {
            throw new BadRecord("Expected " + message.getDescriptorForType().getFullName() + " to have a field " + name
                    + ", but it has none");
        }
        return field;
    }

    private static long number(Message message, String name) throws IOException {
        return ((Number) message.getField(field(message, name))).longValue();
    }

    private static BigDecimal seconds(Message message) throws IOException {
        return BigDecimal.valueOf(number(message, "seconds")).add(BigDecimal.valueOf(number(message, "nanos"), 9));
    }

    private static void date(Message message, JsonGenerator to) throws IOException {
        String text = String.format(
                "%04d-%02d-%02d", number(message, "year"), number(message, "month"), number(message, "day"));
        to.writeString(text);
    }

    private static void time(Message message, JsonGenerator to) throws IOException {
        long seconds = number(message, "hours") * 3600 + number(message, "minutes") * 60 + number(message, "seconds");
        BigDecimal nanos = BigDecimal.valueOf(number(message, "nanos"), 9);
        to.writeString(Times.time(BigDecimal.valueOf(seconds).add(nanos), 0));
    }

    private static void decimal(Message message, JsonGenerator to) throws IOException {
        byte[] unscaled = ((ByteString) message.getField(field(message, "value"))).toByteArray();
        BigInteger value = unscaled.length == 0 ? BigInteger.ZERO : new BigInteger(unscaled);
        to.writeNumber(new BigDecimal(value, Math.toIntExact(number(message, "scale"))).toPlainString());
    }

    /** JSON in a message: the one field that is set. */
    private static void value(Message message, JsonGenerator to) throws IOException {
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
                break;
            }
            single(field, message.getField(field), to);
            return;
        }
        to.writeNull();
    }
}
