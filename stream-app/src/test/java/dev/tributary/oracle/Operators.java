package dev.tributary.oracle;

import dev.tributary.oracle.Expression.Failure;
import dev.tributary.oracle.Expression.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CEL's operators. Inside an expression an integer of 64 bits is a Long, and any other number a BigDecimal; the values of
 * JSON are converted on their way in and out.
 */
final class Operators {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Operators() {}

    static @Nullable Object in(@Nullable Object value) {
        return value instanceof BigDecimal number && number.scale() == 0 && fits(number.unscaledValue())
                ? (Object) number.longValueExact()
                : value;
    }

    private static boolean fits(BigInteger integer) {
        return integer.compareTo(LEAST) >= 0 && integer.compareTo(GREATEST) <= 0;
    }

    static @Nullable Object out(@Nullable Object value) {
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof BigDecimal number) {
            return number.scale() < 0 ? number.setScale(0) : number;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(out(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), out(member)));
            return members;
        }
        return value instanceof Columns columns
                ? columns.values()
                : value instanceof Instant ? value.toString() : value;
    }

    static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new Failure("no boolean");
    }

    /** Either side may decide, whether or not the other fails; if none does, a failure shows. */
    static Node either(Node left, Node right, boolean decisive) {
        return scope -> {
            try {
                if (truth(left.evaluate(scope)) == decisive) {
                    return decisive;
                }
            } catch (Failure failure) {
                if (truth(right.evaluate(scope)) == decisive) {
                    return decisive;
                }
                throw failure;
            }
            return truth(right.evaluate(scope));
        };
    }

    static boolean relation(@Nullable Object a, String sign, @Nullable Object b) {
        return switch (sign) {
            case "==" -> equal(a, b);
            case "!=" -> !equal(a, b);
            case "in" -> contains(b, a);
            case "<" -> order(a, b) < 0;
            case "<=" -> order(a, b) <= 0;
            case ">" -> order(a, b) > 0;
            default -> order(a, b) >= 0;
        };
    }

    /** Numbers by value; values of different types are not equal. */
    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        boolean times = a instanceof Instant || b instanceof Instant;
        return times ? a.equals(b) : Values.same(out(a), out(b));
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof List<?> items) {
            return items.stream().anyMatch(item -> equal(in(item), part));
        }
        if (whole instanceof Map<?, ?> members) {
            return members.keySet().stream().anyMatch(name -> equal(name, part));
        }
        throw new Failure("nothing is in what is no list");
    }

    private static int order(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Instant left && b instanceof Instant right) {
            return left.compareTo(right);
        }
        if (a instanceof Instant || b instanceof Instant) {
            throw new Failure("no order between a time and anything else");
        }
        Object left = out(a);
        Object right = out(b);
        if (left != null && right != null && isOrdered(left) && Values.sameType(left, right)) {
            return Values.compare(left, right);
        }
        throw new Failure("no order between them");
    }

    private static boolean isOrdered(Object value) {
        return value instanceof Boolean || value instanceof BigDecimal || value instanceof String;
    }

    static @Nullable Object index(@Nullable Object object, @Nullable Object index) {
        if (object instanceof Columns columns && index instanceof String column) {
            return in(columns.inExpression(column));
        }
        if (object instanceof Map<?, ?> members && index != null && members.containsKey(index)) {
            return in(members.get(index));
        }
        if (object instanceof List<?> items && index instanceof Long at && at >= 0 && at < items.size()) {
            return in(items.get(at.intValue()));
        }
        throw new Failure("no such member");
    }

    static Object negative(@Nullable Object value) {
        return arithmetic(0L, "-", value);
    }

    static Object arithmetic(@Nullable Object a, String sign, @Nullable Object b) {
        try {
            if (a instanceof Long left && b instanceof Long right) {
                return integers(left, sign, right);
            }
            if (isNumber(a) && isNumber(b)) {
                return decimals(decimal(a), sign, decimal(b));
            }
        } catch (ArithmeticException e) {
            throw new Failure("out of range");
        }
        if (sign.equals("+") && a instanceof String left && b instanceof String right) {
            return left + right;
        }
        throw new Failure("no " + sign + " for these");
    }

    static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof BigDecimal;
    }

    static BigDecimal decimal(@Nullable Object value) {
        return value instanceof BigDecimal number ? number : new BigDecimal(String.valueOf(value));
    }

    private static Object integers(long a, String sign, long b) {
        return switch (sign) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "/" -> b == -1 ? Math.negateExact(a) : a / b;
            default -> a % b;
        };
    }

    private static Object decimals(BigDecimal a, String sign, BigDecimal b) {
        return switch (sign) {
            case "+" -> a.add(b);
            case "-" -> a.subtract(b);
            case "*" -> a.multiply(b);
            case "/" -> a.divide(b, MathContext.DECIMAL128);
            default -> throw new Failure("% is for integers");
        };
    }
}
