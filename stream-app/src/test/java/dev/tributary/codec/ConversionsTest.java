package dev.tributary.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.ColumnType;
import dev.tributary.view.ColumnType.Kind;
import dev.tributary.view.Encoding.Format;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConversionsTest {
    private static final ColumnType MONEY = new ColumnType(Kind.DECIMAL, 12, 2);

    @Test
    void decimals() {
        assertThat(json(MONEY, "5")).isEqualTo("5.00");
        assertThat(json(MONEY, "5.1000")).isEqualTo("5.10");
        assertThat(json(MONEY, "\"-0.5\"")).isEqualTo("-0.50");
        assertThat(decode(Format.DEBEZIUM, MONEY, "\"B88=\"")).isEqualTo("19.99");
        assertThat(decode(Format.CONNECT, MONEY, "\"nA==\"")).isEqualTo("-1.00");
        assertThat(json(MONEY, "{\"scale\":2,\"value\":\"B88=\"}")).isEqualTo("19.99");
        assertThat(json(MONEY, "null")).isEqualTo("null");
        assertThat(json(new ColumnType(Kind.DECIMAL, 40, 0), "\"123456789012345678901234567890\""))
                .isEqualTo("123456789012345678901234567890");
        assertThat(json(MONEY, "5.125")).isEqualTo("Expected column `x` to be decimal(12,2), but came 5.125");
        assertThat(json(MONEY, "true")).isEqualTo("Expected column `x` to be decimal(12,2), but came true");
        assertThat(json(MONEY, "\"\"")).isEqualTo("Expected column `x` to be decimal(12,2), but came \"\"");
        assertThat(json(MONEY, "{}")).isEqualTo("Expected column `x` to be decimal(12,2), but came an object");
        assertThat(json(MONEY, "[1]")).isEqualTo("Expected column `x` to be decimal(12,2), but came an array");
        assertThat(json(MONEY, "\"1e999999\"")).startsWith("Expected column `x` to be decimal(12,2), but came");
    }

    @Test
    void textOfFourDigitsIsANumberFromProgramsAndBase64FromConnectors() {
        assertThat(json(MONEY, "\"1234\"")).isEqualTo("1234.00");
        assertThat(decode(Format.CONNECT, MONEY, "\"1234\"")).isEqualTo("-26588.24");
        assertThat(decode(Format.CONNECT, MONEY, "\"12.34\"")).isEqualTo("12.34");
        assertThat(decode(Format.CONNECT, MONEY, "\"123\"")).isEqualTo("123.00");
        assertThat(decode(Format.CONNECT, new ColumnType(Kind.DECIMAL, 12, 0), "\"1234\""))
                .isEqualTo("1234");
    }

    /** Words of four letters were taken for base64, and so for amounts. */
    @Test
    void wordsAreNoAmountsInFormatsThatPeopleWrite() {
        for (String word : List.of("oops", "none", "B88=")) {
            assertThat(json(MONEY, '"' + word + '"'))
                    .isEqualTo("Expected column `x` to be decimal(12,2), but came \"" + word + "\"");
        }
    }

    @Test
    void dates() {
        assertThat(json(Kind.DATE, "19723")).isEqualTo("\"2024-01-01\"");
        assertThat(json(Kind.DATE, "-1")).isEqualTo("\"1969-12-31\"");
        assertThat(json(Kind.DATE, "\"2024-01-01\"")).isEqualTo("\"2024-01-01\"");
        assertThat(json(Kind.DATE, "\"2024-01-01Z\"")).isEqualTo("\"2024-01-01\"");
        assertThat(json(Kind.DATE, "\"2024-13-01\""))
                .isEqualTo("Expected column `x` to be a date (days since 1970, or text like 2024-01-01),"
                        + " but came \"2024-13-01\"");
    }

    @Test
    void timestampsOfEachUnit() {
        assertThat(json(Kind.TIMESTAMP_SECONDS, "1704067200")).isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(json(Kind.TIMESTAMP_SECONDS, "1704067200.25")).isEqualTo("\"2024-01-01T00:00:00.250Z\"");
        assertThat(json(Kind.TIMESTAMP_MILLIS, "1704067200000")).isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(json(Kind.TIMESTAMP_MILLIS, "\"1704067200001\"")).isEqualTo("\"2024-01-01T00:00:00.001Z\"");
        assertThat(json(Kind.TIMESTAMP_MICROS, "1704067200000000")).isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(json(Kind.TIMESTAMP_NANOS, "1704067200000000000")).isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(json(Kind.TIMESTAMP_NANOS, "1704067200000000001")).isEqualTo("\"2024-01-01T00:00:00.000000001Z\"");
        assertThat(json(Kind.TIMESTAMP_MILLIS, "-1")).isEqualTo("\"1969-12-31T23:59:59.999Z\"");
        assertThat(json(Kind.TIMESTAMP_MILLIS, "\"2024-01-01 02:00:00+02:00\"")).isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(json(Kind.TIMESTAMP_MILLIS, "\"soon\""))
                .isEqualTo("Expected column `x` to be a timestamp (milliseconds since 1970, or text like"
                        + " 2024-01-01T00:00:00Z), but came \"soon\"");
        assertThat(json(Kind.TIMESTAMP_MILLIS, "true")).startsWith("Expected column `x` to be a timestamp");
    }

    @Test
    void timestampsAsText() {
        for (String text : List.of(
                "2024-01-01T00:00:00Z",
                "2024-01-01T00:00:00.000Z",
                "2024-01-01T00:00",
                "2024-01-01 00:00:00",
                "2024-01-01",
                "2024-01-01T01:30:00+01:30",
                "2023-12-31T19:00:00-0500",
                "2023-12-31T19:00:00-05")) {
            assertThat(json(Kind.TIMESTAMP, '"' + text + '"')).as(text).isEqualTo("\"2024-01-01T00:00:00Z\"");
        }
        assertThat(json(Kind.TIMESTAMP, "1704067200000"))
                .isEqualTo("Expected column `x` to be a timestamp (text like 2024-01-01T00:00:00Z; for numbers, declare"
                        + " timestamp_millis or another unit), but came 1704067200000");
    }

    @Test
    void timesOfDay() {
        assertThat(json(Kind.TIME_MILLIS, "11045000")).isEqualTo("\"03:04:05\"");
        assertThat(json(Kind.TIME_MILLIS, "11045500")).isEqualTo("\"03:04:05.500\"");
        assertThat(json(Kind.TIME_MICROS, "11045000001")).isEqualTo("\"03:04:05.000001\"");
        assertThat(json(Kind.TIME_MICROS, "-3020399000000")).isEqualTo("\"-838:59:59\"");
        assertThat(json(Kind.TIME_MILLIS, "\"03:04\"")).isEqualTo("\"03:04:00\"");
        assertThat(json(Kind.TIME_MILLIS, "\"03:04:05.1234567Z\"")).isEqualTo("\"03:04:05.123456700\"");
        assertThat(json(Kind.TIME_MILLIS, "\"3h\""))
                .startsWith("Expected column `x` to be a time of day (milliseconds");
    }

    @Test
    void scalars() {
        assertThat(json(Kind.BOOLEAN, "1")).isEqualTo("true");
        assertThat(json(Kind.BOOLEAN, "\"false\"")).isEqualTo("false");
        assertThat(json(Kind.BOOLEAN, "2"))
                .isEqualTo("Expected column `x` to be a boolean (true, false, 1 or 0), but came 2");
        assertThat(json(Kind.INT64, "\"12\"")).isEqualTo("12");
        assertThat(json(Kind.INT64, "12.0")).isEqualTo("12");
        assertThat(json(Kind.INT64, "12.5")).isEqualTo("Expected column `x` to be int64, but came 12.5");
        assertThat(json(Kind.INT64, "9223372036854775808")).startsWith("Expected column `x` to be int64");
        assertThat(json(Kind.INT32, "-2147483648")).isEqualTo("-2147483648");
        assertThat(json(Kind.INT32, "2147483648")).startsWith("Expected column `x` to be int32");
        assertThat(json(Kind.FLOAT64, "0.10")).isEqualTo("0.10");
        assertThat(json(Kind.FLOAT64, "\"1.5\"")).isEqualTo("1.5");
        assertThat(json(Kind.FLOAT64, "\"NaN\"")).isEqualTo("Expected column `x` to be a number, but came \"NaN\"");
        assertThat(json(Kind.STRING, "7.50")).isEqualTo("\"7.50\"");
        assertThat(json(Kind.STRING, "true")).isEqualTo("\"true\"");
        assertThat(json(Kind.STRING, "{}")).isEqualTo("Expected column `x` to be a string, but came an object");
        assertThat(json(Kind.UUID, "\"a\"")).isEqualTo("\"a\"");
        assertThat(json(Kind.BYTES, "1")).isEqualTo("Expected column `x` to be bytes in base64, but came 1");
    }

    @Test
    void jsonInText() {
        assertThat(json(Kind.JSON, "\"{\\\"a\\\": [1, 0.10]}\"")).isEqualTo("{\"a\":[1,0.10]}");
        assertThat(json(Kind.JSON, "{\"a\": 1}")).isEqualTo("{\"a\":1}");
        assertThat(json(Kind.JSON, "\"{\"")).isEqualTo("Expected column `x` to be JSON text, but came \"{\"");
        assertThat(json(Kind.JSON, "\"1 2\"")).isEqualTo("Expected column `x` to be JSON text, but came \"1 2\"");
    }

    @Test
    void schemasNameTheirEncodings() {
        assertThat(named("int32", "org.apache.kafka.connect.data.Date", "19723"))
                .isEqualTo("\"2024-01-01\"");
        assertThat(named("int32", "org.apache.kafka.connect.data.Time", "11045000"))
                .isEqualTo("\"03:04:05\"");
        assertThat(named("int64", "org.apache.kafka.connect.data.Timestamp", "1704067200000"))
                .isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(named("int32", "io.debezium.time.Date", "19723")).isEqualTo("\"2024-01-01\"");
        assertThat(named("int32", "io.debezium.time.Time", "11045000")).isEqualTo("\"03:04:05\"");
        assertThat(named("int64", "io.debezium.time.MicroTime", "11045000000")).isEqualTo("\"03:04:05\"");
        assertThat(named("int64", "io.debezium.time.Timestamp", "1704067200000"))
                .isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(named("int64", "io.debezium.time.MicroTimestamp", "1704067200000000"))
                .isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(named("int64", "io.debezium.time.NanoTimestamp", "1704067200000000000"))
                .isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(named("string", "io.debezium.time.ZonedTimestamp", "\"2024-01-01T00:00:00Z\""))
                .isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(named("struct", "io.debezium.data.VariableScaleDecimal", "{\"scale\":2,\"value\":\"B88=\"}"))
                .isEqualTo("19.99");
        assertThat(named("string", "io.debezium.data.Json", "\"{\\\"a\\\":1}\""))
                .isEqualTo("{\"a\":1}");
        assertThat(named("string", "io.debezium.data.Uuid", "\"u\"")).isEqualTo("\"u\"");
        assertThat(named("string", "io.debezium.data.Enum", "\"a\"")).isEqualTo("\"a\"");
        assertThat(named("int32", "io.debezium.time.Date", "null")).isEqualTo("null");
        assertThat(named("int32", "io.debezium.time.Date", "\"x\"")).startsWith("Expected column `x` to be a date");
    }

    @Test
    void schemasReachIntoArraysAndStructs() {
        String decimal = "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\","
                + "\"parameters\":{\"scale\":\"2\"},\"field\":\"d\"}";
        assertThat(withSchema(
                        "{\"field\":\"x\",\"type\":\"array\",\"items\":" + decimal + "}", "[\"B88=\",null]", Map.of()))
                .isEqualTo("[19.99,null]");
        assertThat(withSchema(
                        "{\"field\":\"x\",\"type\":\"struct\",\"fields\":[" + decimal + "]}",
                        "{\"d\":\"B88=\",\"e\":0.10}",
                        Map.of()))
                .isEqualTo("{\"d\":19.99,\"e\":0.10}");
    }

    @Test
    void declaredTypesServeWhereTheSchemaNamesNone() {
        Map<String, ColumnType> types = Map.of("x", ColumnType.of(Kind.TIMESTAMP_MILLIS));
        assertThat(withSchema("{\"field\":\"x\",\"type\":\"int64\"}", "1704067200000", types))
                .isEqualTo("\"2024-01-01T00:00:00Z\"");
        assertThat(withSchema("{\"field\":\"x\",\"type\":\"string\"}", "\"1234\"", Map.of("x", MONEY)))
                .isEqualTo("1234.00");
    }

    @Test
    void keysAreConvertedLikeRows() {
        RecordDecoder decoder = RecordDecoders.of(
                RecordDecodersTest.source(Format.JSON, List.of("x"), Map.of("x", ColumnType.of(Kind.DATE))));
        assertThat(RecordDecodersTest.decode(decoder, null, "{\"x\":19723}"))
                .isEqualTo("put 2024-01-01 {\"x\":\"2024-01-01\"}");
        assertThat(RecordDecodersTest.decode(decoder, "19723", null)).isEqualTo("delete 2024-01-01");
        assertThat(RecordDecodersTest.decode(decoder, "2024-01-01", null)).isEqualTo("delete 2024-01-01");
        assertThat(RecordDecodersTest.decode(decoder, "x", null)).startsWith("Expected column `x` to be a date");
    }

    private static String named(String type, String name, String json) {
        String field = "{\"field\":\"x\",\"type\":\"" + type + "\",\"optional\":true,\"name\":\"" + name + "\"}";
        return withSchema(field, json, Map.of());
    }

    private static String withSchema(String field, String json, Map<String, ColumnType> types) {
        String value = "{\"schema\":{\"type\":\"struct\",\"fields\":[" + field + "]},\"payload\":{\"x\":" + json + "}}";
        return column(Format.CONNECT, types, value);
    }

    private static String json(Kind kind, String json) {
        return json(ColumnType.of(kind), json);
    }

    private static String json(ColumnType type, String json) {
        return decode(Format.JSON, type, json);
    }

    private static String decode(Format format, ColumnType type, String json) {
        return column(format, Map.of("x", type), "{\"x\":" + json + "}");
    }

    /** The column x in the row, or the reason why there is no row. */
    private static String column(Format format, Map<String, ColumnType> types, String value) {
        RecordDecoder decoder = RecordDecoders.of(RecordDecodersTest.source(format, List.of("id"), types));
        String decoded = RecordDecodersTest.decode(decoder, "1", value);
        return decoded.startsWith("put 1 {\"x\":")
                ? decoded.substring("put 1 {\"x\":".length(), decoded.length() - ",\"id\":1}".length())
                : decoded;
    }
}
