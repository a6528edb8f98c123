package dev.tributary.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.codec.Row;
import dev.tributary.view.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A condition on the columns of a row. One that cannot be evaluated accepts nothing. Thread-safe. */
final class Filter {
    private static final JsonFactory JSON = new JsonFactory();

    private final Condition condition;
    private final ToIntFunction<String> columnIndex;

    /** The condition on a row of the shape, which from now on has the columns that it names. */
    static Filter of(Condition condition, Shape shape) {
        columns(condition).forEach(shape::need);
        return new Filter(condition, shape::need);
    }

    private static List<String> columns(Condition condition) {
        if (condition instanceof Condition.And and) {
            return columns(and.parts());
        }
        if (condition instanceof Condition.Or or) {
            return columns(or.parts());
        }
        if (condition instanceof Condition.Not not) {
            return columns(not.part());
        }
        return List.of(((Condition.Compare) condition).column());
    }

    private static List<String> columns(List<Condition> parts) {
        return parts.stream().flatMap(part -> columns(part).stream()).toList();
    }

    private Filter(Condition condition, ToIntFunction<String> columnIndex) {
        this.condition = condition;
        this.columnIndex = columnIndex;
    }

    /** An ordering of values that have none. */
    private static final class NotComparable extends RuntimeException {
        NotComparable() {
            super(null, null, false, false);
        }
    }

    boolean accepts(@Nullable Row row) {
        try {
            return row != null && holds(condition, row);
        } catch (NotComparable fails) {
            return false;
        }
    }

    private boolean holds(Condition part, Row row) {
        if (part instanceof Condition.And and) {
            return both(and, row, false);
        }
        if (part instanceof Condition.Or or) {
            return both(new Condition.And(or.parts()), row, true);
        }
        if (part instanceof Condition.Not not) {
            return !holds(not.part(), row);
        }
        return compare((Condition.Compare) part, row);
    }

    /** As in CEL, a part that decides the result makes up for one that fails, in either order. */
    private boolean both(Condition.And parts, Row row, boolean deciding) {
        NotComparable failed = null;
        for (Condition part : parts.parts()) {
            try {
                if (holds(part, row) == deciding) {
                    return deciding;
                }
            } catch (NotComparable fails) {
                failed = fails;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return !deciding;
    }

    private boolean compare(Condition.Compare comparison, Row row) {
        Object value = value(row.column(columnIndex.applyAsInt(comparison.column())));
        Object literal = comparison.literal();
        return switch (comparison.operator()) {
            case EQ -> isEqual(value, literal);
            case NE -> !isEqual(value, literal);
            case LT -> order(value, literal) < 0;
            case LE -> order(value, literal) <= 0;
            case GT -> order(value, literal) > 0;
            case GE -> order(value, literal) >= 0;
        };
    }

    private static boolean isEqual(@Nullable Object value, @Nullable Object literal) {
        if (value instanceof BigDecimal left && literal instanceof BigDecimal right) {
            return left.compareTo(right) == 0;
        }
        return value == null ? literal == null : value.equals(literal);
    }

    private static int order(@Nullable Object value, @Nullable Object literal) {
        if (value instanceof BigDecimal left && literal instanceof BigDecimal right) {
            return left.compareTo(right);
        }
        if (value instanceof String left && literal instanceof String right) {
            return codePointOrder(left, right);
        }
        if (value instanceof Boolean left && literal instanceof Boolean right) {
            return left.compareTo(right);
        }
        throw new NotComparable();
    }

    private static int codePointOrder(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        return Arrays.compare(a, b);
    }

    /** A scalar's value, or the text of an array or object. */
    private static @Nullable Object value(byte @Nullable [] json) {
        if (json == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return switch (parser.nextToken()) {
                case VALUE_NULL -> null;
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getText());
                default -> json;
            };
        } catch (IOException broken) {
            throw new UncheckedIOException("a column of a canonical row is no JSON", broken);
        }
    }
}
