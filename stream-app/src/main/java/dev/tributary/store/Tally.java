package dev.tributary.store;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import dev.tributary.view.Field.Function;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of totals. Counts are a number. Sums keep, besides the exact sum, how many of their values have which
 * scale: so a sum has the scale of the values that are there, whatever was there before. A minimum or maximum is its JSON.
 */
public final class Tally {
    private static final int AVG_DIGITS = 4;

    private Tally() {}

    /** A count after a change; null when nothing is left. */
    public static byte @Nullable [] count(byte @Nullable [] stored, long difference) {
        long count = count(stored) + difference;
        return count == 0 ? null : new ByteWriter(10).writeVarint(count).toBytes();
    }

    public static long count(byte @Nullable [] stored) {
        return stored == null ? 0 : new ByteReader(stored).readVarint();
    }

    /** A sum after a value has come (times 1) or gone (times -1); null when no value is left. */
    public static byte @Nullable [] sum(byte @Nullable [] stored, BigDecimal value, int times) {
        Sum sum = stored == null ? new Sum(BigDecimal.ZERO, new TreeMap<>()) : Sum.decode(stored);
        return sum.plus(value, times).encode();
    }

    /** Two sums as one, as far as they are there. */
    public static byte @Nullable [] add(byte @Nullable [] left, byte @Nullable [] right, int times) {
        Sum sum = left == null ? new Sum(BigDecimal.ZERO, new TreeMap<>()) : Sum.decode(left);
        return right == null ? left : sum.plus(Sum.decode(right), times).encode();
    }

    /** The total as JSON. */
    public static byte[] json(Function function, byte @Nullable [] stored) {
        return switch (function) {
            case COUNT, COUNT_DISTINCT -> text(Long.toString(count(stored)));
            case SUM -> text(stored == null ? "0" : Sum.decode(stored).total().toPlainString());
            case AVG ->
                text(stored == null ? "null" : Sum.decode(stored).average().toPlainString());
            case MIN, MAX -> stored == null ? text("null") : stored;
        };
    }

    private static byte[] text(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** @param scales how many values have which scale */
    private record Sum(BigDecimal sum, Map<Integer, Long> scales) {
        Sum plus(BigDecimal value, int times) {
            scales.merge(Math.max(0, value.scale()), (long) times, Long::sum);
            return new Sum(times > 0 ? sum.add(value) : sum.subtract(value), scales);
        }

        Sum plus(Sum other, int times) {
            other.scales.forEach((scale, count) -> scales.merge(scale, times * count, Long::sum));
            return new Sum(times > 0 ? sum.add(other.sum) : sum.subtract(other.sum), scales);
        }

        BigDecimal total() {
            return sum.setScale(scale(), RoundingMode.UNNECESSARY);
        }

        BigDecimal average() {
            long count = scales.values().stream().mapToLong(Long::longValue).sum();
            return sum.divide(BigDecimal.valueOf(count), scale() + AVG_DIGITS, RoundingMode.HALF_UP);
        }

        private int scale() {
            return scales.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        }

        byte @Nullable [] encode() {
            scales.values().removeIf(count -> count == 0);
            if (scales.isEmpty()) {
                return null;
            }
            ByteWriter out = new ByteWriter(32).writeVarint(scales.size());
            scales.forEach((scale, count) -> out.writeVarint(scale).writeVarint(count));
            return out.write(total().unscaledValue().toByteArray()).toBytes();
        }

        static Sum decode(byte[] stored) {
            ByteReader in = new ByteReader(stored);
            Map<Integer, Long> scales = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                scales.put(in.readInt(), in.readVarint());
            }
            Sum empty = new Sum(BigDecimal.ZERO, scales);
            BigInteger unscaled = new BigInteger(in.read(stored.length - in.position()));
            return new Sum(new BigDecimal(unscaled, empty.scale()), scales);
        }
    }
}
