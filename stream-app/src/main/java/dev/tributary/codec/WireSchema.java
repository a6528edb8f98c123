package dev.tributary.codec;

import dev.tributary.view.ColumnType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A registered schema, ready for data that was written by it. */
interface WireSchema {
    /** The data from an offset on, as JSON: canonical where the schema says what a value means. */
    byte[] json(byte[] bytes, int from) throws IOException;

    /** What the schema says of the row's columns. */
    Map<String, Form> columns();

    /** What a schema says of a column. */
    enum Form {
        /** What the value means: there is nothing to declare. */
        MEANING,
        /** Text, of which the view file may know more. */
        TEXT,
        /** Bytes, of which the view file may know more. */
        BYTES,
        /** Numbers and others, of which the view file may know more. */
        OTHER
    }

    /** The conversions of columns of which the view file knows more. */
    default Map<String, Conversion> conversions(Map<String, ColumnType> declared) {
        Map<String, Conversion> conversions = new HashMap<>();
        declared.forEach((column, type) -> {
            Form form = columns().getOrDefault(column, Form.OTHER);
            if (form != Form.MEANING) {
                conversions.put(
                        column,
                        Conversions.of(
                                type,
                                form == Form.BYTES ? DecimalConversion.Text.BASE64 : DecimalConversion.Text.NUMBER));
            }
        });
        return Map.copyOf(conversions);
    }
}
