package dev.tributary.codec;

import java.io.IOException;
import java.util.List;

/** The row as Connect's JSON converter writes it: {@code {"schema":…,"payload":{…}}}, or without a schema the row alone. */
final class ConnectDecoder implements ValueDecoder {
    private final Rows rows;

    ConnectDecoder(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Change decode(Slice value) throws IOException {
        Rows.Payload payload = rows.unwrap(value);
        return payload.value().isNull()
                ? rows.delete()
                : rows.upsert(payload.value(), payload.conversions(), List.of());
    }
}
