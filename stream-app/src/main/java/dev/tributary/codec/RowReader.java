package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes columns out of canonical rows, as slices of their bytes: no value is parsed. Thread-safe. */
public final class RowReader {
    /** Stands for the whole row, as a JSON object. */
    public static final String WHOLE = "*";

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Integer> indexes = new HashMap<>();
    private final int count;

    /**
     * Prepares for taking some columns.
     *
     * @param columns the columns to take, in the order in which the rows will have them
     */
    public RowReader(List<String> columns) {
        count = columns.size();
        for (int i = 0; i < count; i++) {
            indexes.put(columns.get(i), i);
        }
    }

    /** The columns of a canonical row: a compact JSON object. */
    public Row read(byte[] json) {
        byte[] @Nullable [] columns = new byte[count][];
        Integer whole = indexes.get(WHOLE);
        if (whole != null) {
            columns[whole] = json;
        }
        if (indexes.size() > (whole == null ? 0 : 1)) {
            slice(json, columns);
        }
        return new Row(columns);
    }

    private void slice(byte[] json, byte[] @Nullable [] columns) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Integer index = indexes.get(parser.currentName());
                JsonToken value = parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                finish(parser, value);
                if (index != null && value != JsonToken.VALUE_NULL) {
                    columns[index] = Arrays.copyOfRange(json, from, end(json, parser));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("a canonical row is no JSON object", broken);
        }
    }

    /** Jackson reads strings lazily: the end of a value is known only once it has been read. */
    private static void finish(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            parser.finishToken();
        } else {
            parser.skipChildren();
        }
    }

    /** After a number the parser may stand on the separator that ended it. */
    private static int end(byte[] json, JsonParser parser) {
        int end = (int) parser.currentLocation().getByteOffset();
        if (parser.currentToken().isNumeric()) {
            while (json[end - 1] == ',' || json[end - 1] == '}') {
                end--;
            }
        }
        return end;
    }
}
