package dev.tributary.codec;

import java.io.IOException;
import java.util.List;

/** The row as Connect's JSON converter writes it: {@code {"schema":…,"payload":{…}}}, or without a schema the row alone. */
final class ConnectDecoder implements ValueDecoder.OfJson {
    private final Rows rows;
    private final Payloads payloads;

    ConnectDecoder(Rows rows, Payloads payloads) {
        this.rows = rows;
        this.payloads = payloads;
    }

    @Override
    public List<Change> decode(Slice value, RecordDecoder.Headers headers) throws IOException {
        Payload payload = payloads.unwrap(value);
        return List.of(
                payload.value().isNull()
                        ? rows.delete()
                        : rows.upsert(payload.value(), payload.conversions(), Rows.ALL));
    }
}
