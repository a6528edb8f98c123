package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** An Avro schema: data written by it comes out as JSON. */
final class AvroSchema implements WireSchema {
    private final AvroType type;
    private final Map<String, Form> columns;

    private AvroSchema(AvroType type, Map<String, Form> columns) {
        this.type = type;
        this.columns = columns;
    }

    static AvroSchema parse(SchemaRegistry.Registered registered) {
        Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
        registered.references().values().forEach(parser::parse);
        Schema schema = parser.parse(registered.schema());
        Map<String, Form> columns = new HashMap<>();
        Schema row = row(notNull(schema));
        if (row.getType() == Schema.Type.RECORD) {
            row.getFields().forEach(field -> columns.put(field.name(), form(notNull(field.schema()))));
        }
        return new AvroSchema(new AvroTypes().of(schema), Map.copyOf(columns));
    }

    /** Of a change envelope, the schema of the row in it. */
    private static Schema row(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD || schema.getField("op") == null) {
            return schema;
        }
        for (String part : new String[] {"after", "before"}) {
            Schema.Field field = schema.getField(part);
            Schema row = field == null ? schema : notNull(field.schema());
            if (field != null && row.getType() == Schema.Type.RECORD) {
                return row;
            }
        }
        return schema;
    }

    /** The only other branch of a union with null, else the schema itself. */
    private static Schema notNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        @Nullable Schema only = null;
        for (Schema branch : schema.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                if (only != null) {
                    return schema;
                }
                only = branch;
            }
        }
        return only == null ? schema : only;
    }

    private static Form form(Schema schema) {
        if (AvroTypes.hasMeaning(schema)) {
            return Form.MEANING;
        }
        return switch (schema.getType()) {
            case STRING, ENUM -> Form.TEXT;
            case BYTES, FIXED -> Form.BYTES;
            default -> Form.OTHER;
        };
    }

    @Override
    public Map<String, Form> columns() {
        return columns;
    }

    @Override
    public byte[] json(byte[] bytes, int from) throws IOException {
        BinaryInput in = new BinaryInput(bytes, from);
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * bytes.length);
        try (JsonGenerator to = Json.FACTORY.createGenerator(out)) {
            type.write(in, to);
        } catch (BadRecord.Mismatch mismatch) {
            throw new BadRecord("Expected " + mismatch.getMessage());
        }
        if (in.left() > 0) {
            throw new BadRecord("Expected the data to end with its schema, but " + in.left() + " bytes follow");
        }
        return out.toByteArray();
    }
}
