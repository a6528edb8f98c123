package dev.tributary.codec;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The row itself; null deletes. */
final class PlainDecoder implements ValueDecoder.OfJson {
    private final Rows rows;
    private final Map<String, Conversion> declared;

    PlainDecoder(Rows rows, Map<String, Conversion> declared) {
        this.rows = rows;
        this.declared = declared;
    }

    @Override
    public List<Change> decode(Slice value, RecordDecoder.Headers headers) throws IOException {
        return List.of(rows.upsert(value, declared, Rows.ALL));
    }
}
