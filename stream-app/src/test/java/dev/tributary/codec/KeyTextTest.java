package dev.tributary.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyTextTest {
    private static final long SEED = Long.getLong("key.seed", System.nanoTime());

    @Test
    void partsAreJoinedByCommasAndEncoded() {
        byte[] key = key(1L, "a,b", "\u00e9 /~");
        assertThat(KeyText.format(key, 3)).isEqualTo("1,a%2Cb,%C3%A9%20%2F~");
        assertThat(KeyText.parse("1,a%2Cb,%c3%a9%20%2F~", 3)).isEqualTo(key);
        assertThat(KeyText.parse("1,a+b,\u00e9 /~", 3)).isEqualTo(key(1L, "a+b", "\u00e9 /~"));
        assertThat(KeyText.format(key("", ""), 2)).isEqualTo(",");
        assertThat(KeyText.parse(",", 2)).isEqualTo(key("", ""));
    }

    @Test
    void textIsReadAsTheKeyOfARecordIs() {
        assertReads("10", 10L, "10");
        assertReads("-1.5", new BigDecimal("-1.5"), "-1.5");
        assertReads("1.50", new BigDecimal("1.5"), "1.5");
        assertReads("true", true, "true");
        assertReads("[1, 2]", new JsonText("[1,2]"), "%5B1%2C2%5D");
        assertThat(KeyText.parse("null", 1)).isEqualTo(nullKey());
        assertThat(KeyText.format(nullKey(), 1)).isEqualTo("null");
        List<String> strings =
                List.of("Ada", "007", "-0", "+1", "12e4", "1.", ".5", "True", "[x", "{", "\"x", "1 ", "1E5");
        for (String text : strings) {
            assertThat(KeyText.parse(encoded(text), 1)).as(text).isEqualTo(key(text));
        }
    }

    @Test
    void stringsThatWouldReadAsSomethingElseAreQuoted() {
        assertReads("\"1.5\"", "1.5", "%221.5%22");
        assertReads("\"true\"", "true", "%22true%22");
        assertReads("\"null\"", "null", "%22null%22");
        assertReads("\"[]\"", "[]", "%22%5B%5D%22");
        assertReads("\"\\\"\\\"\"", "\"\"", "%22%5C%22%5C%22%22");
        assertReads("\"10\"", 10L, "10");
    }

    @Test
    void textAgreesWithTheKeyOfTheRow() {
        assertThat(KeyText.parse("10", 1))
                .isEqualTo(rowKey("\"10\""))
                .isEqualTo(rowKey("10"))
                .isEqualTo(rowKey("10.0"));
        assertThat(KeyText.parse("1.5", 1)).isEqualTo(rowKey("1.50"));
        assertThat(KeyText.parse("%221.5%22", 1)).isEqualTo(rowKey("\"1.5\""));
    }

    @Test
    void mistakesAreExplained() {
        assertThatThrownBy(() -> KeyText.parse("1,2,3", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a key of 2 parts, separated by commas, but got 3: 1,2,3");
        assertThatThrownBy(() -> KeyText.parse("1,2", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a key of 1 part (a comma in it is written %2C), but got 2: 1,2");
        assertThatThrownBy(() -> KeyText.parse("1%2", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Bad percent-encoding: expected two hexadecimal digits after each % in 1%2");
        assertThatThrownBy(() -> KeyText.parse("%FF", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Bad percent-encoding: expected UTF-8 text in %FF");
    }

    @Test
    void anyKeyComesBack() {
        TupleValues values = new TupleValues(new Random(SEED));
        for (int i = 0; i < 50_000; i++) {
            List<@Nullable Object> parts = new ArrayList<>(values.list(2));
            parts.replaceAll(part -> isExtreme(part) ? 1 : part);
            byte[] key = key(parts.toArray());
            String text = KeyText.format(key, 2);
            assertThat(text).as("replay with -Dkey.seed=%s", SEED).matches("[A-Za-z0-9._~%,-]*");
            assertThat(KeyText.parse(text, 2))
                    .as("%s: replay with -Dkey.seed=%s", text, SEED)
                    .isEqualTo(key);
        }
    }

    /** Beyond the exponents of a key's text; the decoders refuse such numbers. */
    private static boolean isExtreme(@Nullable Object value) {
        return value instanceof BigDecimal number && Math.abs((long) number.scale()) > 999_999_000;
    }

    private static void assertReads(String text, Object value, String formatted) {
        assertThat(KeyText.parse(encoded(text), 1)).as(text).isEqualTo(key(value));
        assertThat(KeyText.format(key(value), 1)).as(text).isEqualTo(formatted);
        assertThat(KeyText.parse(formatted, 1)).as(text).isEqualTo(key(value));
    }

    private static String encoded(String text) {
        return text.replace("%", "%25").replace(",", "%2C");
    }

    private static byte[] rowKey(String json) {
        return new TupleWriter()
                .addKeyJson(json.getBytes(StandardCharsets.UTF_8))
                .toBytes();
    }

    private static byte[] nullKey() {
        return new TupleWriter().add(null).toBytes();
    }

    /** As from a row: the string of an integer is the integer. */
    private static byte[] key(@Nullable Object... parts) {
        TupleWriter writer = new TupleWriter();
        Arrays.stream(parts).forEach(part -> {
            boolean integer = part instanceof String text && text.matches("0|-?[1-9][0-9]*");
            writer.add(integer ? new BigDecimal(String.valueOf(part)) : part);
        });
        return writer.toBytes();
    }
}
