package dev.tributary.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.sandbox.RowEncoder.Encoded;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowEncodersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5), ZoneOffset.UTC);
    private static final String SOURCE = "\"source\":{\"connector\":\"sandbox\",\"ts_ms\":5,\"snapshot\":\"false\"}";

    @Test
    void jsonKeepsNumbersExact() {
        String row = "{\"id\":9007199254740993,\"big\":123456789012345678901234567890,\"price\":1.50,\"none\":null}";
        assertThat(written(encoder("json", "id").upsert(RowEncoders.row(row))))
                .containsExactly("9007199254740993 -> " + row);
    }

    @Test
    void jsonKeysAreBareOrObjects() {
        assertThat(written(encoder("json", "id").delete(RowEncoders.row("{\"id\":\"a\"}"))))
                .containsExactly("\"a\" -> null");
        assertThat(written(encoder("json", "b", "a").delete(RowEncoders.keyRow(List.of("b", "a"), List.of(1, "x")))))
                .containsExactly("{\"b\":1,\"a\":\"x\"} -> null");
    }

    @Test
    void timesMayBeWrittenAsText() {
        RowEncoder encoder = RowEncoders.of(
                "json",
                List.of("id"),
                Map.of("s", "timestamp_seconds", "u", "timestamp_micros", "d", "date", "t", "time_millis"));
        assertThat(written(encoder.upsert(RowEncoders.row("{\"id\":1,\"s\":\"2024-01-01T00:00:00Z\","
                        + "\"u\":\"2024-01-01T01:00:00.000001+01:00\",\"d\":\"2024-01-01\",\"t\":\"00:00:01\"}"))))
                .containsExactly("1 -> {\"id\":1,\"s\":1704067200,\"u\":1704067200000001,\"d\":19723,\"t\":1000}");
    }

    @Test
    void debeziumWritesEnvelopesAndTombstones() {
        RowEncoder encoder =
                RowEncoders.of("debezium", List.of("id"), Map.of("p", "decimal(6,2)", "at", "timestamp_millis"), CLOCK);
        Map<String, Object> row = RowEncoders.row("{\"id\":1,\"p\":9.5,\"at\":\"2024-01-01T00:00:00\"}");
        String encoded = "{\"id\":1,\"p\":\"9.50\",\"at\":1704067200000}";

        assertThat(written(encoder.upsert(row)))
                .containsExactly("{\"id\":1} -> {\"before\":null,\"after\":" + encoded + "," + SOURCE
                        + ",\"op\":\"c\",\"ts_ms\":5}");
        assertThat(written(encoder.change(RowEncoders.row("{\"id\":1}"), row)))
                .containsExactly("{\"id\":1} -> {\"before\":{\"id\":1},\"after\":" + encoded + "," + SOURCE
                        + ",\"op\":\"u\",\"ts_ms\":5}");
        assertThat(written(encoder.delete(row)))
                .containsExactly(
                        "{\"id\":1} -> {\"before\":" + encoded + ",\"after\":null," + SOURCE
                                + ",\"op\":\"d\",\"ts_ms\":5}",
                        "{\"id\":1} -> null");
    }

    @Test
    void aChangedKeyIsADeletionAndAnInsertion() {
        List<String> moved =
                written(encoder("debezium", "id").change(RowEncoders.row("{\"id\":1}"), RowEncoders.row("{\"id\":2}")));
        assertThat(moved).hasSize(3);
        assertThat(moved.get(0)).startsWith("{\"id\":1} -> ").contains("\"op\":\"d\"");
        assertThat(moved.get(1)).isEqualTo("{\"id\":1} -> null");
        assertThat(moved.get(2)).startsWith("{\"id\":2} -> ").contains("\"op\":\"c\"");
    }

    @Test
    void connectWritesItsSchema() {
        RowEncoder encoder =
                RowEncoders.of("connect", List.of("id"), Map.of("p", "decimal(6,2)", "at", "timestamp_millis"));
        Map<String, Object> row =
                RowEncoders.row("{\"id\":1,\"p\":19.99,\"at\":\"2024-01-01T00:00:00Z\",\"note\":null,\"f\":true}");
        String key = "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"int64\",\"optional\":false,"
                + "\"field\":\"id\"}],\"optional\":false},\"payload\":{\"id\":1}}";

        assertThat(written(encoder.upsert(row)))
                .containsExactly(key + " -> {\"schema\":{\"type\":\"struct\",\"fields\":["
                        + "{\"type\":\"int64\",\"optional\":false,\"field\":\"id\"},"
                        + "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"version\":1,"
                        + "\"parameters\":{\"scale\":\"2\"},\"optional\":true,\"field\":\"p\"},"
                        + "{\"type\":\"int64\",\"name\":\"org.apache.kafka.connect.data.Timestamp\",\"version\":1,"
                        + "\"optional\":true,\"field\":\"at\"},"
                        + "{\"type\":\"string\",\"optional\":true,\"field\":\"note\"},"
                        + "{\"type\":\"boolean\",\"optional\":true,\"field\":\"f\"}],\"optional\":false},"
                        + "\"payload\":{\"id\":1,\"p\":\"B88=\",\"at\":1704067200000,\"note\":null,\"f\":true}}");
        assertThat(written(encoder.delete(row))).containsExactly(key + " -> null");
    }

    @Test
    void flattenedDebeziumRewritesDeletions() {
        RowEncoder encoder = encoder("debezium-flattened", "id");
        Map<String, Object> row = RowEncoders.row("{\"id\":1,\"n\":\"Bob\"}");
        assertThat(written(encoder.upsert(row)))
                .containsExactly("{\"id\":1} -> {\"id\":1,\"n\":\"Bob\",\"__op\":\"c\",\"__deleted\":\"false\"}");
        assertThat(written(encoder.delete(row)))
                .containsExactly(
                        "{\"id\":1} -> {\"id\":1,\"n\":\"Bob\",\"__op\":\"d\",\"__deleted\":\"true\"}",
                        "{\"id\":1} -> null");
    }

    @Test
    void maxwellSaysWhatARowWas() {
        RowEncoder encoder = RowEncoders.of("maxwell", List.of("id"), Map.of("p", "decimal(6,2)"), CLOCK);
        String key =
                "{\"database\":\"sandbox\",\"table\":\"rows\",\"pk.id\":1} -> {\"database\":\"sandbox\",\"table\":\"rows\",";
        Map<String, Object> before = RowEncoders.row("{\"id\":1,\"p\":9.5,\"n\":\"a\"}");
        Map<String, Object> after = RowEncoders.row("{\"id\":1,\"p\":9.50,\"n\":\"b\"}");
        assertThat(written(encoder.change(before, after)))
                .containsExactly(key + "\"type\":\"update\",\"ts\":0,\"data\":{\"id\":1,\"p\":9.50,\"n\":\"b\"},"
                        + "\"old\":{\"n\":\"a\"}}");
        assertThat(written(encoder.delete(before)))
                .containsExactly(key + "\"type\":\"delete\",\"ts\":0,\"data\":{\"id\":1,\"p\":9.50,\"n\":\"a\"}}");
    }

    @Test
    void canalWritesTextsBesideTheirTypes() {
        RowEncoder encoder = RowEncoders.of("canal", List.of("id"), Map.of("p", "decimal(6,2)", "b", "bytes"), CLOCK);
        Map<String, Object> row = RowEncoders.row("{\"id\":1,\"p\":9.5,\"b\":\"/w==\",\"j\":[1],\"x\":null}");
        assertThat(written(encoder.upsert(row)))
                .containsExactly(
                        "null -> {\"data\":[{\"id\":\"1\",\"p\":\"9.50\",\"b\":\"\u00ff\",\"j\":\"[1]\",\"x\":null}],"
                                + "\"database\":\"sandbox\",\"es\":5,\"isDdl\":false,\"mysqlType\":{\"id\":\"bigint(20)\","
                                + "\"p\":\"decimal(6,2)\",\"b\":\"blob\",\"j\":\"json\",\"x\":\"varchar(255)\"},\"old\":null,"
                                + "\"pkNames\":[\"id\"],\"table\":\"rows\",\"ts\":5,\"type\":\"INSERT\"}");
    }

    @Test
    void connectKeepsUntypedNumbersExact() {
        assertThat(written(encoder("connect", "id")
                                .upsert(RowEncoders.row("{\"id\":1,\"big\":18446744073709551615,\"e\":1e3}")))
                        .get(0))
                .contains("\"parameters\":{\"scale\":\"0\"},\"optional\":true,\"field\":\"big\"")
                .endsWith("\"payload\":{\"id\":1,\"big\":\"AP//////////\",\"e\":\"A+g=\"}}");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> encoder("xml", "id"))
                .hasMessage("cannot write change format `xml`; there are json, debezium, debezium-flattened, connect,"
                        + " maxwell, canal");
        assertThatThrownBy(() -> RowEncoders.of("json", List.of("id"), Map.of("a", "money")))
                .hasMessage("column a has the unknown type `money`");
        assertThatThrownBy(() -> encoder("json", "id").upsert(RowEncoders.row("{\"x\":1}")))
                .hasMessage("the row has no value for its key column id: {x=1}");
        assertThatThrownBy(() -> RowEncoders.keyRow(List.of("a", "b"), 1))
                .hasMessage("the key has the columns [a, b], but the value given is 1");
        assertThatThrownBy(() -> RowEncoders.row("[1]")).hasMessageStartingWith("a row is a JSON object: ");
        RowEncoder decimals = RowEncoders.of("connect", List.of("id"), Map.of("p", "decimal(3,1)"));
        assertThatThrownBy(() -> decimals.upsert(RowEncoders.row("{\"id\":1,\"p\":1.25}")))
                .hasMessage("column p: 1.25 does not fit decimal(3,1)");
        assertThatThrownBy(() -> decimals.upsert(RowEncoders.row("{\"id\":1,\"p\":100}")))
                .hasMessage("column p: 100 does not fit decimal(3,1)");
        RowEncoder dates = RowEncoders.of("json", List.of("id"), Map.of("d", "date"));
        assertThatThrownBy(() -> dates.upsert(RowEncoders.row("{\"id\":1,\"d\":\"soon\"}")))
                .hasMessage("column d: `soon` is no date");
    }

    private static RowEncoder encoder(String format, String... key) {
        return RowEncoders.of(format, List.of(key), Map.of(), CLOCK);
    }

    private static List<String> written(List<Encoded> records) {
        return records.stream()
                .map(each -> text(each.key()) + " -> " + text(each.value()))
                .toList();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, UTF_8);
    }
}
