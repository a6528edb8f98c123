package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.codec.Change.Invalid.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Avro's types. What a value means is said by its logical type, or by the name that Connect and Debezium give it; bytes of
 * which nothing is said are base64.
 */
final class AvroTypes {
    private static final int UUID_BYTES = 16;

    /** Records by their schema: one may contain itself. */
    private final IdentityHashMap<Schema, RecordType> records = new IdentityHashMap<>();

    /** Whether the schema says what its values mean. */
    static boolean hasMeaning(Schema schema) {
        return named(schema) != null || logical(schema) != null;
    }

    AvroType of(Schema schema) {
        AvroType logical = logical(schema);
        if (logical != null) {
            return logical;
        }
        Conversion named = named(schema);
        return named == null ? plain(schema) : converted(plain(schema), named);
    }

    private static @Nullable Conversion named(Schema schema) {
        String name = schema.getProp("connect.name");
        if (name == null && schema.getType() == Schema.Type.RECORD) {
            name = schema.getFullName();
        }
        return name == null ? null : ConnectSchemas.named(name);
    }

    private static @Nullable AvroType logical(Schema schema) {
        String name = schema.getProp("logicalType");
        if (name == null) {
            return null;
        }
        return switch (schema.getType()) {
            case INT, LONG -> time(name);
            case BYTES -> name.equals("decimal") ? decimal(BinaryInput::readBytes, schema) : null;
            case FIXED -> fixed(name, schema);
            default -> null;
        };
    }

    private static @Nullable AvroType time(String name) {
        return switch (name) {
            case "date" -> text(value -> Times.date(value.longValueExact()));
            case "time-millis" -> text(value -> Times.time(value, 3));
            case "time-micros" -> text(value -> Times.time(value, 6));
            case "timestamp-millis", "local-timestamp-millis" -> text(value -> Times.timestamp(value, 3));
            case "timestamp-micros", "local-timestamp-micros" -> text(value -> Times.timestamp(value, 6));
            case "timestamp-nanos", "local-timestamp-nanos" -> text(value -> Times.timestamp(value, 9));
            default -> null;
        };
    }

    private static @Nullable AvroType fixed(String name, Schema schema) {
        int size = schema.getFixedSize();
        if (name.equals("decimal")) {
            return decimal(in -> in.read(size), schema);
        }
        return name.equals("uuid") && size == UUID_BYTES ? AvroTypes::uuid : null;
    }

    private static void uuid(BinaryInput in, JsonGenerator to) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(in.read(UUID_BYTES));
        to.writeString(new UUID(bytes.getLong(), bytes.getLong()).toString());
    }

    @FunctionalInterface
    private interface Text {
        String of(BigDecimal value);
    }

    @FunctionalInterface
    private interface Bytes {
        byte[] read(BinaryInput in) throws IOException;
    }

    private static AvroType text(Text text) {
        return (in, to) -> to.writeString(text.of(BigDecimal.valueOf(in.readLong())));
    }

    private static AvroType decimal(Bytes bytes, Schema schema) {
        int scale = schema.getObjectProp("scale") instanceof Number number ? number.intValue() : 0;
        return (in, to) -> {
            byte[] unscaled = bytes.read(in);
            if (Unavailable.is(unscaled)) {
                to.writeString(Unavailable.TEXT);
            } else if (unscaled.length == 0) {
                throw new BadRecord.Mismatch("a decimal of at least one byte", "none");
            } else {
                to.writeNumber(new BigDecimal(new BigInteger(unscaled), scale).toPlainString());
            }
        };
    }

    /** Connect's names are of what its JSON converter writes. */
    private static AvroType converted(AvroType plain, Conversion named) {
        return (in, to) -> {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            try (JsonGenerator generator = Json.FACTORY.createGenerator(json)) {
                plain.write(in, generator);
            }
            Slice value = Slice.of(json.toByteArray());
            try (JsonParser from = value.parser()) {
                from.nextToken();
                (Unavailable.is(from, value) ? Conversion.COPY : named).writeNullable(from, to);
            }
        };
    }

    private AvroType plain(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> (in, to) -> to.writeNull();
            case BOOLEAN -> (in, to) -> to.writeBoolean(in.readBoolean());
            case INT -> (in, to) -> to.writeNumber(in.readInt());
            case LONG -> (in, to) -> to.writeNumber(in.readLong());
            case FLOAT -> (in, to) -> Json.write(in.readFloat(), to);
            case DOUBLE -> (in, to) -> Json.write(in.readDouble(), to);
            case STRING -> (in, to) -> to.writeString(in.readString());
            case BYTES -> (in, to) -> base64(in.readBytes(), to);
            case FIXED -> (in, to) -> base64(in.read(schema.getFixedSize()), to);
            case ENUM -> symbols(schema.getEnumSymbols());
            case ARRAY -> array(of(schema.getElementType()));
            case MAP -> map(of(schema.getValueType()));
            case UNION -> union(schema.getTypes().stream().map(this::of).toList());
            case RECORD -> record(schema);
        };
    }

    private static void base64(byte[] bytes, JsonGenerator to) throws IOException {
        to.writeString(Base64.getEncoder().encodeToString(bytes));
    }

    private static AvroType symbols(List<String> symbols) {
        return (in, to) -> to.writeString(at(symbols, in.readInt(), "symbol"));
    }

    private static <T> T at(List<T> list, int index, String what) throws IOException {
        if (index < 0 || index >= list.size()) {
            throw new BadRecord("Expected one of " + list.size() + " Avro " + what + "s, but came number " + index);
        }
        return list.get(index);
    }

    private static AvroType array(AvroType items) {
        return (in, to) -> {
            to.writeStartArray();
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    items.write(in, to);
                }
            }
            to.writeEndArray();
        };
    }

    private static AvroType map(AvroType values) {
        return (in, to) -> {
            to.writeStartObject();
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    to.writeFieldName(in.readString());
                    values.write(in, to);
                }
            }
            to.writeEndObject();
        };
    }

    private static AvroType union(List<AvroType> branches) {
        return (in, to) -> at(branches, in.readInt(), "branch").write(in, to);
    }

    private AvroType record(Schema schema) {
        RecordType known = records.get(schema);
        if (known != null) {
            return known;
        }
        RecordType record = new RecordType(new ArrayList<>());
        records.put(schema, record);
        for (Schema.Field field : schema.getFields()) {
            record.fields.add(new Field(field.name(), of(field.schema())));
        }
        return record;
    }

    private record Field(String name, AvroType type) {}

    private record RecordType(List<Field> fields) implements AvroType {
        @Override
        public void write(BinaryInput in, JsonGenerator to) throws IOException {
            in.enter();
            to.writeStartObject();
            for (Field field : fields) {
                to.writeFieldName(field.name);
                try {
                    field.type.write(in, to);
                } catch (BadRecord.Mismatch mismatch) {
                    throw new BadRecord(
                            Kind.BAD_COLUMN, "Expected column `" + field.name + "` to be " + mismatch.getMessage());
                }
            }
            to.writeEndObject();
            in.leave();
        }
    }
}
