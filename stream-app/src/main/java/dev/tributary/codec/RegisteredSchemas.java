package dev.tributary.codec;

import dev.tributary.view.Encoding.Format;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The schemas of a registry, each asked for and parsed once. */
final class RegisteredSchemas {
    static final int MAX_SCHEMAS = 1000;

    private final SchemaRegistry registry;
    private final String defaultType;
    private final Map<Integer, WireSchema> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, WireSchema> eldest) {
            return size() > MAX_SCHEMAS;
        }
    };

    /** @param format what a schema is of which the registry does not say it */
    RegisteredSchemas(SchemaRegistry registry, Format format) {
        this.registry = registry;
        this.defaultType = format == Format.PROTOBUF ? "PROTOBUF" : "AVRO";
    }

    WireSchema get(int id) throws IOException {
        WireSchema schema = known.get(id);
        if (schema == null) {
            schema = parse(id, registry.schema(id));
            known.put(id, schema);
        }
        return schema;
    }

    private WireSchema parse(int id, SchemaRegistry.Registered registered) throws IOException {
        String type = registered.type().orElse(defaultType);
        try {
            return switch (type) {
                case "AVRO" -> AvroSchema.parse(registered);
                case "PROTOBUF" -> ProtobufSchema.parse(registered);
                default ->
                    throw new BadRecord("Expected schema " + id + " to be of Avro or Protobuf, but it is of " + type);
            };
        } catch (RuntimeException broken) {
            throw new BadRecord("Expected schema " + id + " to be readable, but it is not: " + broken.getMessage());
        }
    }
}
