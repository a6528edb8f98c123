package dev.tributary.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.view.ColumnType;
import dev.tributary.view.Encoding.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged records: nothing is thrown, and what is taken for a row is one. */
final class RecordDecoderDamageTest {
    private static final long SEED = Long.getLong("damage.seed", System.nanoTime());
    private static final int RECORDS = 4_000;
    private static final String DAMAGE = "{}[]\",:019-e.\\\u00e9tn ";
    private static final String SCHEMA =
            "{\"type\":\"struct\",\"fields\":[{\"field\":\"after\",\"type\":\"struct\",\"fields\":["
                    + "{\"field\":\"id\",\"type\":\"int32\"},{\"field\":\"d\",\"type\":\"int32\",\"name\":\"io.debezium.time.Date\"},"
                    + "{\"field\":\"v\",\"type\":\"struct\",\"name\":\"io.debezium.data.VariableScaleDecimal\"}]},"
                    + "{\"field\":\"op\",\"type\":\"string\"}]}";
    private static final String ROW = "{\"id\":1,\"d\":19723,\"v\":{\"scale\":2,\"value\":\"B88=\"},\"j\":\"[1,{}]\"}";
    private static final List<String> VALUES = List.of(
            ROW,
            "{\"before\":" + ROW + ",\"after\":" + ROW + ",\"source\":{\"a\":[{}]},\"op\":\"u\"}",
            "{\"before\":" + ROW + ",\"after\":null,\"op\":\"d\"}",
            "{\"type\":\"update\",\"data\":" + ROW + ",\"old\":{\"id\":2}}",
            "{\"type\":\"UPDATE\",\"data\":[{\"id\":\"1\",\"j\":\"[1,{}]\"}],\"old\":[{\"id\":\"2\"}],\"mysqlType\":{\"id\":\"int(11)\"}}",
            "{\"schema\":" + SCHEMA + ",\"payload\":{\"before\":null,\"after\":" + ROW + ",\"op\":\"c\"}}");

    @Test
    void nothingIsThrown() throws IOException {
        Random random = new Random(SEED);
        Map<String, ColumnType> types = Map.of("j", ColumnType.of(ColumnType.Kind.JSON));
        ObjectMapper mapper = new ObjectMapper();
        for (Format format : List.of(Format.JSON, Format.DEBEZIUM, Format.CONNECT, Format.MAXWELL, Format.CANAL)) {
            RecordDecoder decoder = RecordDecoders.of(RecordDecodersTest.source(format, List.of("id"), types));
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = damaged(VALUES.get(random.nextInt(VALUES.size())), random);
                byte[] key = damaged("{\"id\":1}", random);
                Change change =
                        decoder.decode(key, value, RecordDecoder.Headers.NONE).get(0);
                String replay = new String(value, StandardCharsets.UTF_8) + ": replay with -Ddamage.seed=" + SEED;
                if (change instanceof Change.Upsert upsert) {
                    assertThat(mapper.readTree(upsert.row()).isObject())
                            .as(replay)
                            .isTrue();
                    assertThat(TupleReader.skip(upsert.key(), 0, 1)).as(replay).isEqualTo(upsert.key().length);
                } else if (change instanceof Change.Invalid invalid) {
                    assertThat(invalid.reason())
                            .as(replay)
                            .startsWith("Expected")
                            .doesNotContain("reading it failed");
                }
            }
        }
    }

    private static byte[] damaged(String json, Random random) {
        StringBuilder text = new StringBuilder(json);
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            char other = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.deleteCharAt(at);
                default -> text.insert(at, other);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
