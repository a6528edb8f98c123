package dev.tributary.codec;

import dev.tributary.view.Source;
import java.io.IOException;
import java.util.Map;

/** Takes values out of the {@code {"schema":…,"payload":…}} that Connect's JSON converter puts around them. */
final class Payloads {
    private final Map<String, Conversion> declared;
    private final ConnectSchemas schemas;

    /** @param declared the conversions that the view file declares */
    Payloads(Source source, Map<String, Conversion> declared) {
        this.declared = declared;
        this.schemas = new ConnectSchemas(source.types());
    }

    Payload unwrap(Slice value) throws IOException {
        Slice again = schemas.payloadAfterLatest(value);
        if (again != null) {
            ConnectSchemas.Parsed latest = schemas.latest();
            return new Payload(again, latest.columns(), latest.scalar(), Map.of());
        }
        return scan(value);
    }

    private Payload scan(Slice value) throws IOException {
        Map<String, Slice> fields = value.fields();
        Slice schema = fields.get("schema");
        Slice payload = fields.get("payload");
        boolean wrapped = schema == null
                ? fields.size() == 1 && payload != null && (payload.isObject() || payload.isNull())
                : fields.size() == 2 && (schema.isObject() || schema.isNull());
        if (payload == null || !wrapped) {
            return new Payload(value, declared, Conversion.COPY, fields);
        }
        if (schema == null || schema.isNull()) {
            return new Payload(payload, declared, Conversion.COPY, fields);
        }
        ConnectSchemas.Parsed parsed = schemas.of(schema);
        return new Payload(payload, parsed.columns(), parsed.scalar(), fields);
    }
}
