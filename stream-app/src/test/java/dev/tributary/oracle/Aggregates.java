package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Verb;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Totals over values that are not null. */
final class Aggregates {
    /** By how many digits an average is more exact than what it is of. */
    private static final int MORE_DIGITS = 4;

    private Aggregates() {}

    static Object count(Collection<?> rows) {
        return BigDecimal.valueOf(rows.size());
    }

    static @Nullable Object of(Verb verb, List<?> values) {
        return switch (verb) {
            case SUM -> sum(numbers(values));
            case AVG -> average(numbers(values));
            case MIN ->
                values.stream()
                        .map(Object.class::cast)
                        .min(Values::compareWithText)
                        .orElse(null);
            case MAX ->
                values.stream()
                        .map(Object.class::cast)
                        .max(Values::compareWithText)
                        .orElse(null);
            case COUNT_DISTINCT -> countDistinct(values);
            default -> throw new IllegalArgumentException(verb + " is no aggregate of values");
        };
    }

    private static List<BigDecimal> numbers(List<?> values) {
        return values.stream()
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .toList();
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable BigDecimal average(List<BigDecimal> numbers) {
        if (numbers.isEmpty()) {
            return null;
        }
        BigDecimal sum = sum(numbers); // zero has the scale 0, so this one's is the largest
        return sum.divide(BigDecimal.valueOf(numbers.size()), sum.scale() + MORE_DIGITS, RoundingMode.HALF_UP);
    }

    private static BigDecimal countDistinct(List<?> values) {
        List<Object> distinct = new ArrayList<>();
        for (Object value : values) {
            if (distinct.stream().noneMatch(seen -> Values.same(seen, value))) {
                distinct.add(value);
            }
        }
        return BigDecimal.valueOf(distinct.size());
    }
}
