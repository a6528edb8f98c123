package dev.tributary.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.ColumnType;
import dev.tributary.view.Encoding.Format;
import dev.tributary.view.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class RecordDecodersTest {
    private static final String KEY_SCHEMA = "{\"type\":\"struct\",\"fields\":[{\"field\":\"id\",\"type\":\"int32\"}]}";

    @Nested
    final class Plain {
        private final RecordDecoder decoder = decoder(Format.JSON, "id");

        @Test
        void upsert() {
            assertThat(decode(decoder, "1", "{\"id\":1,\"n\":\"Bob\"}")).isEqualTo("put 1 {\"id\":1,\"n\":\"Bob\"}");
            assertThat(decode(decoder, null, " { \"id\" : 1 , \"n\" : [ 1, {} ] } "))
                    .isEqualTo("put 1 {\"id\":1,\"n\":[1,{}]}");
        }

        @Test
        void keyComesFromTheRowFirst() {
            assertThat(decode(decoder, "2", "{\"id\":\"1\"}")).isEqualTo("put 1 {\"id\":\"1\"}");
        }

        @Test
        void keyColumnsThatTheRowLacksComeFromTheRecordsKey() {
            assertThat(decode(decoder, "1", "{\"n\":2}")).isEqualTo("put 1 {\"n\":2,\"id\":1}");
            assertThat(decode(decoder, "\"a\"", "{}")).isEqualTo("put a {\"id\":\"a\"}");
            assertThat(decode(decoder, "a-b", "{}")).isEqualTo("put a-b {\"id\":\"a-b\"}");
            assertThat(decode(decoder, "007", "{}")).isEqualTo("put 007 {\"id\":\"007\"}");
            assertThat(decode(decoder, "12e4", "{}")).isEqualTo("put 12e4 {\"id\":\"12e4\"}");
            assertThat(decode(decoder, "{not json", "{}")).isEqualTo("put %7Bnot%20json {\"id\":\"{not json\"}");
            assertThat(decode(decoder, "{\"id\":1,\"x\":2}", "{\"n\":2}")).isEqualTo("put 1 {\"n\":2,\"id\":1}");
            assertThat(decode(decoder, "{\"schema\":" + KEY_SCHEMA + ",\"payload\":{\"id\":1}}", "{\"n\":2}"))
                    .isEqualTo("put 1 {\"n\":2,\"id\":1}");
            assertThat(decode(decoder, "{\"schema\":{\"type\":\"int32\"},\"payload\":1}", "{\"n\":2}"))
                    .isEqualTo("put 1 {\"n\":2,\"id\":1}");
        }

        @Test
        void compositeKeysMayComeFromBoth() {
            RecordDecoder composite = decoder(Format.JSON, "a", "b");
            assertThat(decode(composite, "{\"b\":\"y\"}", "{\"a\":1}")).isEqualTo("put 1,y {\"a\":1,\"b\":\"y\"}");
            assertThat(decode(composite, "1", "{\"a\":1}"))
                    .isEqualTo("Expected key column `b` in the row or the record's key, but the row is {\"a\":1}"
                            + " and the key 1");
        }

        @Test
        void nullDeletes() {
            assertThat(decode(decoder, "1", null)).isEqualTo("delete 1");
            assertThat(decode(decoder, "\"1\"", null)).isEqualTo("delete 1");
            assertThat(decode(decoder, "{\"id\":1}", "null")).isEqualTo("delete 1");
            assertThat(decode(decoder, "abc", "null")).isEqualTo("delete abc");
        }

        @Test
        void deleteWithoutItsKeyIsInvalid() {
            String expected = "Expected the record's key to give key column `id` of the row to delete, but came ";
            assertThat(decode(decoder, null, null)).isEqualTo(expected + "null");
            assertThat(decode(decoder, "{\"x\":1}", null)).isEqualTo(expected + "{\"x\":1}");
            assertThat(decode(decoder, "{\"id\":null}", null)).isEqualTo(expected + "{\"id\":null}");
            assertThat(decode(decoder, "null", null)).isEqualTo(expected + "null");
            assertThat(decode(decoder, "[1]", null)).isEqualTo(expected + "[1]");
        }

        @Test
        void binaryKeyIsNoText() {
            assertThat(decode(decoder, "\0\0\0\0\0\0\0\1", null))
                    .isEqualTo(
                            "Expected the record's key to be JSON or text, but came 8 bytes 00 00 00 00 00 00 00 01");
        }

        @Test
        void nullInAKeyColumnIsInvalid() {
            assertThat(decode(decoder, "1", "{\"id\":null}"))
                    .isEqualTo("Expected key column `id` to have a value, but came null");
        }

        @Test
        void numbersKeepTheirDigits() {
            String row =
                    "{\"id\":9007199254740993,\"a\":0.10,\"b\":123456789012345678901234567890.50,\"c\":1E+2,\"d\":-0.0}";
            assertThat(decode(decoder, null, row)).isEqualTo("put 9007199254740993 " + row);
        }

        @Test
        void exponentsAreBounded() {
            assertThat(decode(decoder, "1", "{\"x\":[1e999999999]}"))
                    .isEqualTo(
                            "Expected column `x` to be a number with an exponent within ±6144, but came 1e999999999");
            assertThat(decode(decoder, "1", "{\"x\":1e99999999999}")).startsWith("Expected column `x` to be a number");
        }

        @Test
        void textKeepsItsCharacters() {
            assertThat(decode(decoder, "1", "{\"id\":1,\"x\":\"\\u00e9\\ud83d\\ude00 \\\"\\n\\ud83d\"}"))
                    .isEqualTo("put 1 {\"id\":1,\"x\":\"\u00e9\ud83d\ude00 \\\"\\n\\uD83D\"}");
        }

        @Test
        void whatIsNoRowIsInvalid() {
            String expected = "Expected a JSON object with the row's columns, but came ";
            assertThat(decode(decoder, "1", "5")).isEqualTo(expected + "5");
            assertThat(decode(decoder, "1", "[{\"id\":1}]")).isEqualTo(expected + "[{\"id\":1}]");
            assertThat(decode(decoder, "1", "")).isEqualTo(expected + "nothing (0 bytes)");
            assertThat(decode(decoder, "1", "\"" + "x".repeat(100) + "\""))
                    .isEqualTo(expected + "\"" + "x".repeat(79) + "…");
            assertThat(decode(decoder, "1", "{\"id\":1} {}"))
                    .isEqualTo("Expected one JSON value, but another follows it");
            assertThat(decode(decoder, "1", "{\"id\":1")).startsWith("Expected JSON, but it is broken (Unexpected end");
            assertThat(decode(decoder, "1", "hello")).startsWith("Expected JSON, but it is broken (Unrecognized token");
        }
    }

    @Nested
    final class Debezium {
        private final RecordDecoder decoder = decoder(Format.DEBEZIUM, "id");

        @Test
        void upserts() {
            for (String op : List.of("c", "u", "r")) {
                String value = "{\"before\":null,\"after\":{\"id\":1,\"n\":\"Bob\"},\"source\":{\"ts_ms\":1},\"op\":\""
                        + op + "\",\"ts_ms\":2}";
                assertThat(decode(decoder, "{\"id\":1}", value)).isEqualTo("put 1 {\"id\":1,\"n\":\"Bob\"}");
            }
        }

        @Test
        void withSchema() {
            String value =
                    "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"before\",\"type\":\"struct\",\"fields\":"
                            + "[{\"field\":\"id\",\"type\":\"int32\"},{\"field\":\"d\",\"type\":\"int32\",\"name\":\"io.debezium.time.Date\"}]},"
                            + "{\"field\":\"op\",\"type\":\"string\"}]},"
                            + "\"payload\":{\"before\":{\"id\":1,\"d\":1},\"after\":{\"id\":1,\"d\":19723},\"op\":\"u\"}}";
            String key = "{\"schema\":" + KEY_SCHEMA + ",\"payload\":{\"id\":1}}";
            assertThat(decode(decoder, key, value)).isEqualTo("put 1 {\"id\":1,\"d\":\"2024-01-01\"}");
            assertThat(decode(decoder, key, value)).isEqualTo("put 1 {\"id\":1,\"d\":\"2024-01-01\"}");
            assertThat(decode(decoder, key, null)).isEqualTo("delete 1");
            assertThat(decode(decoder, key, "{\"schema\":" + KEY_SCHEMA + ",\"payload\":null}"))
                    .isEqualTo("delete 1");
        }

        @Test
        void deletes() {
            assertThat(decode(decoder, null, "{\"before\":{\"id\":1,\"n\":\"Bob\"},\"after\":null,\"op\":\"d\"}"))
                    .isEqualTo("delete 1");
            assertThat(decode(decoder, "{\"id\":1}", "{\"before\":null,\"after\":null,\"op\":\"d\"}"))
                    .isEqualTo("delete 1");
            assertThat(decode(decoder, "{\"id\":1}", "{\"before\":{\"id\":null},\"after\":null,\"op\":\"d\"}"))
                    .isEqualTo("delete 1");
            assertThat(decode(decoder, null, "{\"before\":{\"n\":2},\"after\":null,\"op\":\"d\"}"))
                    .isEqualTo("Expected the record's key to give key column `id` of the row to delete, but came null");
        }

        @Test
        void tombstones() {
            assertThat(decode(decoder, "{\"id\":1}", null)).isEqualTo("delete 1");
            assertThat(decode(decoder, "{\"id\":1}", "null")).isEqualTo("delete 1");
            assertThat(decode(decoder, "{\"id\":1}", "{\"schema\":null,\"payload\":null}"))
                    .isEqualTo("delete 1");
        }

        @Test
        void truncationsAndMessages() {
            assertThat(decode(decoder, null, "{\"before\":null,\"after\":null,\"source\":{},\"op\":\"t\"}"))
                    .isEqualTo("truncate");
            assertThat(decode(decoder, null, "{\"op\":\"m\",\"source\":{},\"message\":{\"prefix\":\"x\"}}"))
                    .isEqualTo("ignored");
        }

        @Test
        void flattened() {
            assertThat(decode(decoder, null, "{\"id\":1,\"n\":\"Bob\",\"__op\":\"u\"}"))
                    .isEqualTo("put 1 {\"id\":1,\"n\":\"Bob\"}");
            assertThat(decode(decoder, null, "{\"id\":1,\"n\":\"Bob\",\"__deleted\":\"false\"}"))
                    .isEqualTo("put 1 {\"id\":1,\"n\":\"Bob\"}");
            assertThat(decode(decoder, null, "{\"id\":1,\"n\":null,\"__deleted\":\"true\"}"))
                    .isEqualTo("delete 1");
            assertThat(decode(decoder, null, "{\"id\":1,\"op\":\"x\",\"source\":\"web\"}"))
                    .isEqualTo("put 1 {\"id\":1,\"op\":\"x\",\"source\":\"web\"}");
        }

        @Test
        void mistakes() {
            assertThat(decode(decoder, "1", "{\"before\":null,\"after\":{\"id\":1},\"op\":\"x\"}"))
                    .isEqualTo("Expected op c, u, r, d, t or m, but came x");
            assertThat(decode(decoder, "1", "{\"before\":null,\"after\":null,\"op\":\"c\"}"))
                    .isEqualTo("Expected `after` to hold the row of op c, but came null");
            assertThat(decode(decoder, "1", "{\"before\":null,\"op\":\"u\"}"))
                    .isEqualTo("Expected `after` to hold the row of op u, but came no `after`");
            assertThat(decode(decoder, "1", "[]")).isEqualTo("Expected a JSON object, but came []");
        }

        @Test
        void mariaDbSampleWithDeclaredTypes() {
            RecordDecoder typed = RecordDecoders.of(source(
                    Format.DEBEZIUM,
                    List.of("id"),
                    Map.of(
                            "price", new ColumnType(ColumnType.Kind.DECIMAL, 12, 2),
                            "ts", ColumnType.of(ColumnType.Kind.TIMESTAMP_MILLIS),
                            "ts6", ColumnType.of(ColumnType.Kind.TIMESTAMP_MICROS),
                            "tst", ColumnType.of(ColumnType.Kind.TIMESTAMP),
                            "d", ColumnType.of(ColumnType.Kind.DATE),
                            "flag", ColumnType.of(ColumnType.Kind.BOOLEAN),
                            "note", ColumnType.of(ColumnType.Kind.STRING),
                            "j", ColumnType.of(ColumnType.Kind.JSON))));
            String value =
                    "{\"before\":null,\"after\":{\"id\":1,\"name\":\"snap\",\"price\":\"BNI=\",\"ts\":1767323045000,"
                            + "\"ts6\":1767323045123456,\"tst\":\"2026-01-02T03:04:05Z\",\"d\":20455,\"flag\":1,\"note\":null,"
                            + "\"big\":-1,\"b\":\"AQI=\",\"e\":\"a\",\"j\":\"{\\\"x\\\":1}\"},\"source\":{\"snapshot\":\"last\"},"
                            + "\"transaction\":null,\"op\":\"r\"}";
            assertThat(decode(typed, "{\"id\":1}", value))
                    .isEqualTo("put 1 {\"id\":1,\"name\":\"snap\",\"price\":12.34,\"ts\":\"2026-01-02T03:04:05Z\","
                            + "\"ts6\":\"2026-01-02T03:04:05.123456Z\",\"tst\":\"2026-01-02T03:04:05Z\","
                            + "\"d\":\"2026-01-02\",\"flag\":true,\"note\":null,\"big\":-1,\"b\":\"AQI=\",\"e\":\"a\","
                            + "\"j\":{\"x\":1}}");
        }

        @Test
        void unavailableValuesAreLeftOutWhateverTheType() {
            RecordDecoder typed = RecordDecoders.of(
                    source(Format.DEBEZIUM, List.of("id"), Map.of("j", ColumnType.of(ColumnType.Kind.JSON))));
            String row = "{\"id\":1,\"j\":\"__debezium_unavailable_value\"}";
            assertThat(decode(typed, null, "{\"before\":null,\"after\":" + row + ",\"op\":\"u\"}"))
                    .isEqualTo("put 1 {\"id\":1,\"j\":null} without j");
        }
    }

    @Nested
    final class Connect {
        private final RecordDecoder decoder = decoder(Format.CONNECT, "id");

        @Test
        void sampleOfTheJdbcConnector() {
            RecordDecoder amounts = decoder(Format.CONNECT, "amt");
            String schema = "{\"type\":\"struct\",\"fields\":[{\"field\":\"amt\",\"type\":\"bytes\","
                    + "\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}}]}";
            assertThat(decode(amounts, null, "{\"schema\":" + schema + ",\"payload\":{\"amt\":\"B88=\"}}"))
                    .isEqualTo("put 19.99 {\"amt\":19.99}");
            assertThat(decode(amounts, null, "{\"schema\":" + schema + ",\"payload\":{\"amt\":\"nA==\"}}"))
                    .isEqualTo("put -1 {\"amt\":-1.00}");
        }

        @Test
        void withoutSchema() {
            assertThat(decode(decoder, null, "{\"schema\":null,\"payload\":{\"id\":1}}"))
                    .isEqualTo("put 1 {\"id\":1}");
            assertThat(decode(decoder, null, "{\"payload\":{\"id\":1}}")).isEqualTo("put 1 {\"id\":1}");
            assertThat(decode(decoder, null, "{\"id\":1,\"payload\":2}")).isEqualTo("put 1 {\"id\":1,\"payload\":2}");
            assertThat(decode(decoder, "1", "{\"schema\":null,\"payload\":null}"))
                    .isEqualTo("delete 1");
            assertThat(decode(decoder, "1", null)).isEqualTo("delete 1");
        }

        @Test
        void eachRecordIsReadByItsOwnSchema() {
            String date =
                    "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"id\",\"type\":\"int32\",\"name\":\"%s\"}]},"
                            + "\"payload\":{\"id\":%s}}";
            for (int i = 0; i < 3; i++) {
                String day = String.format(date, "io.debezium.time.Date", i);
                String time = String.format(date, "io.debezium.time.Time", i);
                String dated = "put 1970-01-0" + (i + 1) + " {\"id\":\"1970-01-0" + (i + 1) + "\"}";
                assertThat(decode(decoder, null, day)).isEqualTo(dated);
                assertThat(decode(decoder, null, day)).isEqualTo(dated);
                assertThat(decode(decoder, null, time)).startsWith("put 00%3A00%3A00");
            }
        }

        @Test
        void brokenPayloadAfterAKnownSchema() {
            String start = "{\"schema\":" + KEY_SCHEMA + ",\"payload\":";
            assertThat(decode(decoder, null, start + "{\"id\":1}}")).isEqualTo("put 1 {\"id\":1}");
            assertThat(decode(decoder, null, start + "}")).startsWith("Expected");
            assertThat(decode(decoder, null, start + "{\"id\":1}")).startsWith("Expected JSON, but it is broken");
            assertThat(decode(decoder, null, start + "{\"id\":1},\"x\":{}}")).startsWith("Expected");
            assertThat(decode(decoder, "1", start + "null}")).isEqualTo("delete 1");
        }

        @Test
        void payloadMayComeFirst() {
            assertThat(decode(decoder, null, "{\"payload\":{\"id\":1},\"schema\":" + KEY_SCHEMA + "}"))
                    .isEqualTo("put 1 {\"id\":1}");
        }

        @Test
        void whatIsNoRowIsInvalid() {
            assertThat(decode(decoder, "1", "{\"schema\":null,\"payload\":5}"))
                    .isEqualTo("Expected a JSON object with the row's columns, but came 5");
        }
    }

    private static RecordDecoder decoder(Format format, String... key) {
        return RecordDecoders.of(source(format, List.of(key), Map.of()));
    }

    static Source source(Format format, List<String> key, Map<String, ColumnType> types) {
        return Source.rows("s", "s", format, key, List.of(), types, Optional.empty());
    }

    /** What the record says, as text. */
    static String decode(RecordDecoder decoder, @Nullable String key, @Nullable String value) {
        List<Change> changes = decoder.decode(bytes(key), bytes(value), RecordDecoder.Headers.NONE);
        assertThat(changes).hasSize(1);
        return ChangeText.of(changes.get(0));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
