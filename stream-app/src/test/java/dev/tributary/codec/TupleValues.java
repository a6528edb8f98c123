package dev.tributary.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Generates values of tuples, and compares them naively. */
final class TupleValues {
    private static final String[] CHARACTERS = {
        "a",
        "b",
        "0",
        "1",
        "-",
        "\u0000",
        "\u0001",
        "\u00ff",
        "\u0100",
        "\u07ff",
        "\u0800",
        "\ud800",
        "\udfff",
        "\ue000",
        "\uffff",
        "\ud83d\ude00",
        "\udbff\udfff",
        ","
    };
    private static final String[] CONTAINERS = {"[]", "[1]", "[1,2]", "{}", "{\"a\":1}", "{\"a\":\"\u00e9\"}"};

    private final Random random;

    TupleValues(Random random) {
        this.random = random;
    }

    List<@Nullable Object> list(int count) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(next());
        }
        return values;
    }

    /** A list that differs in one place at most. */
    List<@Nullable Object> listNear(List<@Nullable Object> values) {
        List<@Nullable Object> near = new ArrayList<>(values);
        int at = random.nextInt(near.size());
        near.set(at, near(near.get(at)));
        return near;
    }

    @Nullable
    Object next() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> new JsonText(CONTAINERS[random.nextInt(CONTAINERS.length)]);
            case 3, 4, 5 -> text(random.nextInt(5));
            case 6 -> random.nextInt(200) - 100;
            case 7 -> random.nextLong() >> random.nextInt(64);
            case 8 -> new BigInteger(random.nextInt(200), random);
            default -> decimal();
        };
    }

    /** A value that differs little, or not at all, or is any. */
    @Nullable
    Object near(@Nullable Object value) {
        if (value instanceof String text && random.nextInt(4) > 0) {
            String shorter = text.substring(0, random.nextInt(text.length() + 1));
            return random.nextBoolean() ? text + text(1) : shorter + text(random.nextInt(2));
        }
        if (value instanceof Number && random.nextInt(4) > 0) {
            BigDecimal number = number(value);
            return switch (random.nextInt(4)) {
                case 0 -> number.negate();
                case 1 -> new BigDecimal(number.unscaledValue().multiply(BigInteger.TEN), number.scale() + 1);
                case 2 -> number.scaleByPowerOfTen(random.nextInt(3) - 1);
                default -> new BigDecimal(number.unscaledValue().add(BigInteger.ONE), number.scale());
            };
        }
        return random.nextInt(4) == 0 ? value : next();
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    private BigDecimal decimal() {
        int scale = random.nextInt(8) == 0 ? random.nextInt() >> 1 : random.nextInt(300) - 150;
        BigInteger unscaled = new BigInteger(1 + random.nextInt(60), random);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    }

    static int compare(List<@Nullable Object> a, List<@Nullable Object> b, boolean[] descending) {
        for (int i = 0; i < a.size(); i++) {
            int order = compare(a.get(i), b.get(i), descending[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    static int compare(@Nullable Object a, @Nullable Object b, boolean descending) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        int order = compare(a, b);
        return descending ? -order : order;
    }

    private static int compare(Object a, Object b) {
        if (rank(a) != rank(b)) {
            return Integer.compare(rank(a), rank(b));
        }
        if (a instanceof Boolean truth) {
            return Boolean.compare(truth, (Boolean) b);
        }
        if (a instanceof Number) {
            return number(a).compareTo(number(b));
        }
        int[] left = text(a).codePoints().toArray();
        int[] right = text(b).codePoints().toArray();
        return Integer.signum(Arrays.compare(left, right));
    }

    private static String text(Object value) {
        return value instanceof JsonText json ? json.text() : (String) value;
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    private static int rank(Object value) {
        return value instanceof Boolean ? 0 : value instanceof Number ? 1 : value instanceof String ? 2 : 3;
    }
}
