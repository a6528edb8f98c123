package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values from domains so small that rows collide, tie and meet. */
final class RandomValues {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\(\\s*\\d+\\s*,\\s*(\\d+)\\s*\\)");
    private static final int KEYS = 8;
    private static final int KEYS_OF_LEAVES = 14;
    private static final int POPULAR_KEYS = 2;

    /** The last one is beyond the basic plane: it sorts last by code point, but not by UTF-16 unit. */
    private static final List<Object> TEXTS = List.of(
            "", "a", "b", "Z", "ab", "10", "-1", "with \"quotes\" \\ and\nlines", "\u00e9", "\uff5e", "\ud83d\ude00");

    private static final List<Object> NUMBERS =
            numbers("0", "1", "2", "10", "-1", "1.5", "1.50", "-2.5", "0.1", "9007199254740993");
    private static final List<Object> INTEGERS = numbers("0", "1", "2", "10", "-1", "-20", "300");

    /** The scales of one column differ. */
    private static final List<Object> DECIMALS =
            numbers("0", "1", "2.0", "1.5", "1.50", "-2.5", "0.1", "19.99", "0.005", "-3.333", "100", "12345678901.25");

    private static final List<Object> BOOLEANS = List.of(true, false);
    private static final List<Object> TIMES =
            List.of("1969-12-31T23:59:59Z", "2024-01-01T00:00:00Z", "2024-01-01T00:00:01Z", "2024-02-29T12:00:00Z");

    private static final List<Object> DATES = List.of("1969-12-31", "2024-02-29", "2024-03-01");

    /** Some key texts need encoding in the HTTP form. */
    private static final List<String> TEXT_KEYS = List.of("k", "x,\u00e9 1");

    private final Random random;
    private final ColumnUse use;
    private final Map<String, Kind> kinds;
    private final Map<String, List<@Nullable Object>> domains = new HashMap<>();

    /**
     * Values for a file's columns.
     *
     * @param kinds by {@code source.column}, where it is known
     */
    RandomValues(ColumnUse use, Map<String, Kind> kinds, Random random) {
        this.use = use;
        this.kinds = kinds;
        this.random = random;
    }

    /** A value of a key column: numbers, the same numbers as text, now and then other text. */
    Object key(Source source, String column) {
        BigDecimal number = keyNumber(source, column);
        String type = source.types().get(column);
        if (type != null) {
            return type.equals("string") ? number.toString() : number;
        }
        if (random.nextInt(25) == 0) {
            return TEXT_KEYS.get(random.nextInt(TEXT_KEYS.size()));
        }
        return random.nextInt(8) == 0 ? number.toString() : number;
    }

    /** References prefer a few targets, so that some parents have many children. */
    private BigDecimal keyNumber(Source source, String column) {
        boolean refers = use.refers(source, column);
        int keys = refers || use.isReferred(source) ? KEYS : KEYS_OF_LEAVES;
        return BigDecimal.valueOf(1 + random.nextInt(refers && random.nextBoolean() ? POPULAR_KEYS : keys));
    }

    /** A value of a column that is no part of the row's key; null for a foreign key means that it leads nowhere. */
    @Nullable
    Object value(Source source, String column) {
        if (use.isKey(source, column)) {
            return random.nextInt(6) == 0 ? null : key(source, column);
        }
        List<@Nullable Object> domain = domain(source, column);
        return random.nextInt(8) == 0 ? null : domain.get(random.nextInt(domain.size()));
    }

    /** Each column keeps to a type mostly, as columns do, and a few mix them, as untyped ones may. */
    private List<@Nullable Object> domain(Source source, String column) {
        String name = source.name() + "." + column;
        List<@Nullable Object> known = domains.get(name);
        if (known == null) {
            known = newDomain(source, column);
            domains.put(name, known);
        }
        return known;
    }

    private List<@Nullable Object> newDomain(Source source, String column) {
        String type = source.types().get(column);
        List<@Nullable Object> literals = use.literals(source.name(), column);
        Kind kind = kinds.get(source.name() + "." + column);
        List<Object> base = type != null
                ? typed(type)
                : kind != null ? ofKind(kind) : use.isAdded(source.name(), column) ? DECIMALS : untyped(literals);
        List<@Nullable Object> domain = new ArrayList<>();
        int size = 3 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            domain.add(base.get(random.nextInt(base.size())));
        }
        if (type == null) {
            // twice: conditions should hold and fail about as often
            domain.addAll(literals);
            domain.addAll(literals);
        }
        return domain;
    }

    private static List<Object> ofKind(Kind kind) {
        return switch (kind) {
            case KEY, INTEGER -> INTEGERS;
            case DECIMAL -> DECIMALS;
            case TEXT -> TEXTS;
            case FLAG -> BOOLEANS;
            default -> mixed();
        };
    }

    private List<Object> untyped(List<@Nullable Object> literals) {
        for (Object literal : literals) {
            if (literal instanceof BigDecimal number) {
                return around(number);
            }
        }
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> NUMBERS;
            case 3, 4, 5 -> TEXTS;
            case 6 -> BOOLEANS;
            default -> mixed();
        };
    }

    private static List<Object> around(BigDecimal number) {
        BigDecimal little = new BigDecimal("0.01");
        return List.of(
                number,
                number.add(BigDecimal.ONE),
                number.subtract(BigDecimal.ONE),
                number.add(little),
                number.subtract(little),
                "text");
    }

    private static List<Object> mixed() {
        List<Object> mixed = new ArrayList<>(TEXTS);
        mixed.addAll(NUMBERS);
        mixed.addAll(BOOLEANS);
        return mixed;
    }

    private static List<Object> typed(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return cents(Integer.parseInt(decimal.group(1)));
        }
        if (type.startsWith("timestamp")) {
            return TIMES;
        }
        return switch (type) {
            case "boolean" -> BOOLEANS;
            case "int32", "int64" -> INTEGERS;
            case "string" -> TEXTS;
            case "date" -> DATES;
            default -> throw new IllegalArgumentException("no random values of type " + type);
        };
    }

    private static List<Object> cents(int scale) {
        List<Object> values = new ArrayList<>();
        for (long unscaled : new long[] {0, 1, 100, 1999, 5000, 4999, -100, 1_000_000}) {
            values.add(new BigDecimal(BigInteger.valueOf(unscaled), scale));
        }
        return values;
    }

    private static List<Object> numbers(String... texts) {
        List<Object> numbers = new ArrayList<>();
        for (String text : texts) {
            numbers.add(new BigDecimal(text));
        }
        return numbers;
    }
}
