package dev.tributary.codec;

import java.io.IOException;
import java.util.List;

/** The row itself; null deletes. */
final class PlainDecoder implements ValueDecoder {
    private final Rows rows;

    PlainDecoder(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Change decode(Slice value) throws IOException {
        return rows.upsert(value, rows.declared(), List.of());
    }
}
