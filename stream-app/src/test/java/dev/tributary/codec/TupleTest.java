package dev.tributary.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TupleTest {
    private static final long SEED = Long.getLong("tuple.seed", System.nanoTime());
    private static final String REPLAY = "replay with -Dtuple.seed=" + SEED;
    private final TupleValues values = new TupleValues(new Random(SEED));

    @Test
    void bytesAreInTheOrderOfTheValues() {
        for (int i = 0; i < 30_000; i++) {
            boolean descending = i % 2 == 1;
            Object a = values.next();
            Object b = values.near(a);
            int expected = TupleValues.compare(a, b, descending);
            int actual = Arrays.compareUnsigned(tuple(descending, a), tuple(descending, b));
            assertThat(Integer.signum(actual))
                    .as("%s, %s, %s: %s", a, b, descending, REPLAY)
                    .isEqualTo(expected);
        }
    }

    @Test
    void tuplesCompareValueByValueInEachDirection() {
        Random random = new Random(SEED);
        for (int i = 0; i < 30_000; i++) {
            boolean[] descending = {random.nextBoolean(), random.nextBoolean(), random.nextBoolean()};
            List<@Nullable Object> a = values.list(3);
            List<@Nullable Object> b = values.listNear(a);
            int expected = TupleValues.compare(a, b, descending);
            int actual = Arrays.compareUnsigned(tuple(descending, a), tuple(descending, b));
            assertThat(Integer.signum(actual)).as("%s, %s: %s", a, b, REPLAY).isEqualTo(expected);
        }
    }

    @Test
    void noValueIsAPrefixOfAnother() {
        for (int i = 0; i < 30_000; i++) {
            boolean descending = i % 2 == 1;
            Object a = values.next();
            Object b = values.near(a);
            byte[] one = tuple(descending, a);
            byte[] other = tuple(descending, b);
            if (Arrays.equals(one, other)) {
                continue;
            }
            int mismatch = Arrays.mismatch(one, other);
            assertThat(mismatch).as("%s, %s: %s", a, b, REPLAY).isLessThan(Math.min(one.length, other.length));
            assertThat(one[0] & 0xFF).isBetween(0x05, 0xFE);
        }
    }

    @Test
    void valuesComeBack() {
        for (int i = 0; i < 15_000; i++) {
            List<@Nullable Object> written = values.list(3);
            byte[] tuple = tuple(new boolean[3], written);
            List<@Nullable Object> read = TupleReader.read(tuple, 0, 3);
            assertThat(TupleValues.compare(written, read, new boolean[3]))
                    .as("%s: %s", written, REPLAY)
                    .isZero();
            assertThat(tuple(new boolean[3], read)).isEqualTo(tuple);
            int first = tuple(false, written.get(0)).length;
            assertThat(TupleReader.skip(tuple, 0, 1)).as(REPLAY).isEqualTo(first);
            assertThat(TupleReader.skip(tuple, first, 2)).as(REPLAY).isEqualTo(tuple.length);
        }
    }

    @Test
    void cutTuplesAreRefusedAndBrokenOnesDoNoHarm() {
        Random random = new Random(SEED);
        for (int i = 0; i < 15_000; i++) {
            byte[] tuple = tuple(false, values.next());
            byte[] cut = Arrays.copyOf(tuple, random.nextInt(tuple.length));
            assertThatThrownBy(() -> TupleReader.skip(cut, 0, 1))
                    .as(REPLAY)
                    .isInstanceOf(IllegalArgumentException.class);
            tuple[random.nextInt(tuple.length)] = (byte) random.nextInt(256);
            try {
                assertThat(TupleReader.read(tuple, 0, 1)).hasSize(1);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).as(REPLAY).hasMessageMatching("(Malformed tuple|Expected UTF-8).*");
            }
        }
    }

    @Test
    void equalNumbersHaveEqualBytes() {
        byte[] one = tuple(false, 1L);
        for (String text : List.of("1", "1.0", "1e0", "10E-1", "0.1e1", "1.000", "100e-2")) {
            assertThat(json(text)).as(text).isEqualTo(one);
        }
        assertThat(tuple(false, 1)).isEqualTo(one);
        assertThat(tuple(false, BigInteger.ONE)).isEqualTo(one);
        assertThat(tuple(false, new BigDecimal("1.00"))).isEqualTo(one);
        for (String text : List.of("0", "-0", "0.0", "-0.00", "0e99", "0E-99")) {
            assertThat(json(text)).as(text).containsExactly(TupleCode.ZERO);
        }
    }

    @Test
    void longsTakeTheSameBytesAsDecimals() {
        List<Long> edges = new ArrayList<>(List.of(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1, 0L, 10L, -10L));
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            edges.add(random.nextLong() >> random.nextInt(64));
        }
        for (long value : edges) {
            byte[] expected = tuple(false, BigDecimal.valueOf(value));
            assertThat(tuple(false, value)).as("%s: %s", value, REPLAY).isEqualTo(expected);
            assertThat(json(Long.toString(value))).as("%s: %s", value, REPLAY).isEqualTo(expected);
        }
    }

    @Test
    void hugeExponentsStaySmall() {
        byte[] huge = json("1e999999999");
        assertThat(huge).hasSizeLessThan(16);
        assertThat(TupleReader.read(huge, 0, 1)).containsExactly(new BigDecimal("1e999999999"));
        assertThat(tuple(false, new BigDecimal("1e999999999"))).isEqualTo(huge);
        assertThat(Arrays.compareUnsigned(huge, json("9e999999998"))).isPositive();
        assertThat(Arrays.compareUnsigned(json("1e-999999999"), json("0"))).isPositive();
        assertThat(Arrays.compareUnsigned(json("-1e999999999"), json("-1"))).isNegative();
        assertThatThrownBy(() -> json("1e99999999999")).hasMessageEndingWith("but came 1e99999999999");
    }

    @Test
    void keysAreCompact() {
        assertThat(tuple(false, 10L)).hasSize(4);
        assertThat(tuple(false, 1_234_567L)).hasSize(7);
        assertThat(tuple(false, "ab")).hasSize(4);
    }

    @Test
    void keysTakeTextOfAnIntegerAsThatInteger() {
        assertThat(keyJson("\"42\"")).isEqualTo(tuple(false, 42));
        assertThat(keyJson("\"-42\"")).isEqualTo(tuple(false, -42));
        assertThat(keyJson("\"0\"")).isEqualTo(tuple(false, 0));
        for (String text : List.of("-0", "042", "4.2", "+42", "", "-", "42 ", "4e2")) {
            assertThat(keyJson('"' + text + '"')).as(text).isEqualTo(tuple(false, text));
        }
        assertThat(keyJson("4.20")).isEqualTo(tuple(false, new BigDecimal("4.2")));
        assertThat(new TupleWriter().addKeyJson(null).toBytes()).isEqualTo(tuple(false, null));
    }

    @Test
    void escapesInJsonStringsAreTheirCharacters() {
        String text = "a\"\\/\b\f\n\r\t\u0000\u00e9\ud83d\ude00";
        String json = "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u00e9\\uD83D\\ude00\"";
        assertThat(json(json)).isEqualTo(tuple(false, text));
        assertThat(json("\"\\ud83d\"")).isEqualTo(tuple(false, "\ud83d"));
        assertThat(json("\"\u00e9\ud83d\ude00\"")).isEqualTo(tuple(false, "\u00e9\ud83d\ude00"));
    }

    @Test
    void rawBytesAndReset() {
        TupleWriter writer = new TupleWriter().raw(1).raw(new byte[] {2, 3}).raw(new byte[] {9, 4, 9}, 1, 2);
        assertThat(writer.length()).isEqualTo(4);
        assertThat(writer.toBytes()).containsExactly(1, 2, 3, 4);
        assertThat(writer.reset(2).add(null, true).toBytes()).containsExactly(1, 2, 0xF0);
        assertThatThrownBy(() -> writer.reset(9)).hasMessage("Expected a length of 0 to 3, but came 9");
    }

    @Test
    void otherValuesAreRefused() {
        assertThatThrownBy(() -> new TupleWriter().add(1.5)).hasMessageEndingWith("but came java.lang.Double");
        assertThatThrownBy(() -> json("")).hasMessage("Expected a JSON value, but came no bytes");
        assertThatThrownBy(() -> json("abc")).hasMessageEndingWith("but came abc");
        assertThatThrownBy(() -> TupleReader.skip(new byte[] {(byte) 0xDE}, 0, 1))
                .hasMessage("Malformed tuple: no ascending value starts with 0xDE (byte 0)");
    }

    private static byte[] json(String json) {
        return new TupleWriter()
                .addJson(json.getBytes(StandardCharsets.UTF_8), false)
                .toBytes();
    }

    private static byte[] keyJson(String json) {
        return new TupleWriter()
                .addKeyJson(json.getBytes(StandardCharsets.UTF_8))
                .toBytes();
    }

    private static byte[] tuple(boolean descending, @Nullable Object value) {
        return new TupleWriter().add(value, descending).toBytes();
    }

    private static byte[] tuple(boolean[] descending, List<@Nullable Object> values) {
        TupleWriter writer = new TupleWriter();
        for (int i = 0; i < values.size(); i++) {
            writer.add(values.get(i), descending[i]);
        }
        return writer.toBytes();
    }
}
