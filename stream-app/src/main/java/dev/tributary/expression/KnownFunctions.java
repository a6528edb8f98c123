package dev.tributary.expression;

import dev.tributary.config.Nearest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The functions and macros of the language, each with the form in which it is written. */
final class KnownFunctions {
    private static final String[] FORMS = {
        "all(list.all(x, condition))",
        "bool(bool(text))",
        "bytes(bytes(text))",
        "charAt(text.charAt(index))",
        "coalesce(coalesce(a, b))",
        "contains(text.contains(part))",
        "decimal(decimal('9.50'))",
        "double(double(value))",
        "duration(duration('1h30m'))",
        "dyn(dyn(value))",
        "endsWith(text.endsWith(end))",
        "exists(list.exists(x, condition))",
        "exists_one(list.exists_one(x, condition))",
        "filter(list.filter(x, condition))",
        "format(format(timestamp, 'yyyy-MM', 'Europe/Berlin'))",
        "getDate(timestamp.getDate())",
        "getDayOfMonth(timestamp.getDayOfMonth())",
        "getDayOfWeek(timestamp.getDayOfWeek())",
        "getDayOfYear(timestamp.getDayOfYear())",
        "getFullYear(timestamp.getFullYear())",
        "getHours(timestamp.getHours())",
        "getMilliseconds(timestamp.getMilliseconds())",
        "getMinutes(timestamp.getMinutes())",
        "getMonth(timestamp.getMonth())",
        "getSeconds(timestamp.getSeconds())",
        "has(has(row.x))",
        "indexOf(text.indexOf(part))",
        "int(int(value))",
        "join(list.join(', '))",
        "lastIndexOf(text.lastIndexOf(part))",
        "lowerAscii(text.lowerAscii())",
        "map(list.map(x, value))",
        "matches(text.matches(regex))",
        "math.abs(math.abs(number))",
        "math.ceil(math.ceil(number))",
        "math.floor(math.floor(number))",
        "math.greatest(math.greatest(a, b))",
        "math.least(math.least(a, b))",
        "math.round(math.round(number))",
        "math.sign(math.sign(number))",
        "math.trunc(math.trunc(number))",
        "replace(text.replace(old, new))",
        "reverse(text.reverse())",
        "size(size(value))",
        "split(text.split(','))",
        "startsWith(text.startsWith(start))",
        "string(string(value))",
        "strings.quote(strings.quote(text))",
        "substring(text.substring(start, end))",
        "timestamp(timestamp('2024-01-01T00:00:00Z'))",
        "trim(text.trim())",
        "upperAscii(text.upperAscii())",
    };

    /** By name. */
    static final Map<String, String> ALL = forms();

    /** What the same functions are called in other languages. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("any", "exists"),
            Map.entry("ifnull", "coalesce"),
            Map.entry("length", "size"),
            Map.entry("lower", "lowerAscii"),
            Map.entry("lowercase", "lowerAscii"),
            Map.entry("max", "math.greatest"),
            Map.entry("min", "math.least"),
            Map.entry("nvl", "coalesce"),
            Map.entry("substr", "substring"),
            Map.entry("tolowercase", "lowerAscii"),
            Map.entry("tostring", "string"),
            Map.entry("touppercase", "upperAscii"),
            Map.entry("upper", "upperAscii"),
            Map.entry("uppercase", "upperAscii"));

    private KnownFunctions() {}

    private static Map<String, String> forms() {
        Map<String, String> forms = new TreeMap<>();
        for (String form : FORMS) {
            int open = form.indexOf('(');
            forms.put(form.substring(0, open), form.substring(open + 1, form.length() - 1));
        }
        return Map.copyOf(forms);
    }

    /** How it is written. */
    static Optional<String> form(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** What was probably meant, as a hint; empty when nobody can tell. */
    static String instead(String name) {
        if (name.equals("now")) {
            return "the result may depend on the rows only";
        }
        String plain = name.substring(name.lastIndexOf('.') + 1);
        String meant = ELSEWHERE.getOrDefault(plain.toLowerCase(Locale.ROOT), "math." + plain);
        return Optional.of(meant)
                .filter(ALL::containsKey)
                .or(() -> Nearest.to(name, ALL.keySet()))
                .map(known -> "did you mean `" + ALL.get(known) + "`?")
                .orElse("");
    }

    /** Whether CEL's parser replaces calls of it, when they have the right form. */
    static boolean isMacro(String name) {
        return switch (name) {
            case "all", "exists", "exists_one", "filter", "has", "map" -> true;
            default -> false;
        };
    }
}
