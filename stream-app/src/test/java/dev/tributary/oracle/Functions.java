package dev.tributary.oracle;

import dev.tributary.oracle.Expression.Failure;
import dev.tributary.oracle.Expression.Node;
import dev.tributary.oracle.Expression.Scope;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CEL's functions and ours. */
final class Functions {
    private Functions() {}

    private interface Function {
        @Nullable
        Object of(List<@Nullable Object> arguments);
    }

    private static final Map<String, Function> METHODS = Map.of(
            "size", arguments -> size(arguments.get(0)),
            "lowerAscii", arguments -> ascii(text(arguments, 0), 'A', 'Z', 'a' - 'A'),
            "upperAscii", arguments -> ascii(text(arguments, 0), 'a', 'z', 'A' - 'a'),
            "contains", arguments -> text(arguments, 0).contains(text(arguments, 1)),
            "startsWith", arguments -> text(arguments, 0).startsWith(text(arguments, 1)),
            "endsWith", arguments -> text(arguments, 0).endsWith(text(arguments, 1)));

    private static final Map<String, Function> FUNCTIONS = Map.of(
            "size", arguments -> size(arguments.get(0)),
            "decimal", arguments -> toDecimal(arguments.get(0)),
            "string", arguments -> toText(arguments.get(0)),
            "timestamp", arguments -> time(text(arguments, 0)),
            "format", arguments -> format(arguments.get(0), text(arguments, 1), text(arguments, 2)));

    static Node method(String name, List<Node> arguments) {
        return call(METHODS, name, arguments);
    }

    static Node function(String name, List<Node> arguments) {
        return name.equals("coalesce") ? coalesce(arguments) : call(FUNCTIONS, name, arguments);
    }

    private static Node call(Map<String, Function> known, String name, List<Node> arguments) {
        Function function = known.get(name);
        if (function == null) {
            throw new IllegalArgumentException("the oracle does not know " + name + "(), only " + known.keySet());
        }
        return scope -> function.of(values(arguments, scope));
    }

    static List<@Nullable Object> values(List<Node> nodes, Scope scope) {
        List<@Nullable Object> values = new ArrayList<>();
        nodes.forEach(node -> values.add(node.evaluate(scope)));
        return values;
    }

    /** The first that neither is null nor fails; else the last, whatever it is. */
    private static Node coalesce(List<Node> arguments) {
        Node last = arguments.get(arguments.size() - 1);
        return scope -> {
            for (Node argument : arguments.subList(0, arguments.size() - 1)) {
                Object value = valueOrNull(argument, scope);
                if (value != null) {
                    return value;
                }
            }
            return last.evaluate(scope);
        };
    }

    private static @Nullable Object valueOrNull(Node node, Scope scope) {
        try {
            return node.evaluate(scope);
        } catch (Failure failure) {
            return null;
        }
    }

    private static String text(List<@Nullable Object> arguments, int index) {
        if (arguments.get(index) instanceof String text) {
            return text;
        }
        throw new Failure("no text");
    }

    private static Object size(@Nullable Object value) {
        if (value instanceof String text) {
            return (long) text.codePointCount(0, text.length());
        }
        if (value instanceof List<?> list) {
            return (long) list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return (long) map.size();
        }
        throw new Failure("no size");
    }

    private static String ascii(String text, char first, char last, int distance) {
        StringBuilder moved = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            moved.setCharAt(i, c >= first && c <= last ? (char) (c + distance) : c);
        }
        return moved.toString();
    }

    private static Object toDecimal(@Nullable Object value) {
        if (value instanceof String || Operators.isNumber(value)) {
            try {
                return value instanceof BigDecimal ? value : new BigDecimal(String.valueOf(value));
            } catch (NumberFormatException e) {
                throw new Failure("no decimal");
            }
        }
        throw new Failure("no decimal");
    }

    private static Object toText(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof String || value instanceof Long || value instanceof Boolean || value instanceof Instant) {
            return value.toString();
        }
        throw new Failure("no text");
    }

    private static Object time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Failure("no time");
        }
    }

    private static Object format(@Nullable Object value, String pattern, String zone) {
        if (!(value instanceof Instant instant)) {
            throw new Failure("no time");
        }
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                    .withZone(ZoneId.of(zone))
                    .format(instant);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Failure("no such format");
        }
    }
}
