package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the names of MySQL's column types say of Canal's texts. Where a type says all of it, as that of a time does, it wins
 * over what the view file declares; of numbers and texts the view file may know more.
 */
final class CanalTypes {
    private static final int MAX_TYPES = 1000;
    private static final Pattern TYPE = Pattern.compile(
            "\\s*([a-z]+)\\s*(?:\\(\\s*(\\d{1,4})?\\s*(?:,\\s*(\\d{1,4}))?[^)]*\\))?.*", Pattern.DOTALL);
    private static final Conversion TIMESTAMP = orNullForZero(Conversions.TIMESTAMP);
    private static final Conversion DATE = orNullForZero(Conversions.DATE);

    private final Map<String, Conversion> declared;
    private final Map<String, Conversion> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Conversion> eldest) {
            return size() > MAX_TYPES;
        }
    };

    CanalTypes(Map<String, Conversion> declared) {
        this.declared = declared;
    }

    Conversion conversion(String column, String mysqlType) {
        return known.computeIfAbsent(column + ' ' + mysqlType, each -> parse(column, mysqlType));
    }

    private Conversion parse(String column, String mysqlType) {
        Matcher type = TYPE.matcher(mysqlType.toLowerCase(Locale.ROOT));
        if (!type.matches()) {
            return declared.getOrDefault(column, Conversion.COPY);
        }
        return switch (type.group(1)) {
            case "decimal", "numeric", "dec", "fixed" -> decimal(mysqlType, type.group(2), type.group(3));
            case "date" -> DATE;
            case "time" -> Conversions.TIME;
            case "datetime", "timestamp" -> TIMESTAMP;
            case "json" -> Conversions.JSON;
            case "binary",
                    "varbinary",
                    "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob",
                    "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection",
                    "geomcollection" -> CanalTypes::bytes;
            case "tinyint",
                    "smallint",
                    "mediumint",
                    "int",
                    "integer",
                    "bigint",
                    "year",
                    "bit",
                    "bool",
                    "boolean",
                    "serial" -> declared.getOrDefault(column, Conversions.INTEGER);
            case "float", "double", "real" -> declared.getOrDefault(column, Conversions.FLOAT64);
            default -> declared.getOrDefault(column, Conversion.COPY);
        };
    }

    private static Conversion decimal(String mysqlType, @Nullable String precision, @Nullable String scale) {
        if (precision == null) {
            return Conversions.FLOAT64;
        }
        int digits = scale == null ? 0 : Integer.parseInt(scale);
        return new DecimalConversion(mysqlType, digits, DecimalConversion.Text.NUMBER);
    }

    /** Canal makes a character of each byte. */
    private static void bytes(JsonParser from, JsonGenerator to) throws IOException {
        String text = from.getText();
        if (!from.hasToken(JsonToken.VALUE_STRING) || text.chars().anyMatch(c -> c > 0xFF)) {
            throw new BadRecord.Mismatch("bytes, each as a character", Conversion.came(from));
        }
        to.writeString(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** MySQL's zero date is no date. */
    private static Conversion orNullForZero(Conversion conversion) {
        return (from, to) -> {
            if (from.hasToken(JsonToken.VALUE_STRING) && from.getText().startsWith("0000-00-00")) {
                to.writeNull();
            } else {
                conversion.write(from, to);
            }
        };
    }
}
