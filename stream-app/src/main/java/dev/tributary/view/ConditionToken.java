package dev.tributary.view;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A word of a condition.
 *
 * @param value what a literal means
 */
record ConditionToken(
        Kind kind, String text, int start, @Nullable Object value) {
    /** What kind of word it is. */
    enum Kind {
        NAME,
        LITERAL,
        OPERATOR,
        AND,
        OR,
        NOT,
        OPEN,
        CLOSE,
        DOT,
        BRACKET,
        END,
        UNKNOWN
    }

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<name>[A-Za-z_]\\w*)"
            + "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)"
            + "|(?<string>'(?:[^'\\\\]|\\\\[\\\\'\"nrt])*+'|\"(?:[^\"\\\\]|\\\\[\\\\'\"nrt])*+\")"
            + "|(?<operator>[=!<>]=|[<>])"
            + "|(?<sign>&&|\\|\\||[!().\\[\\]])"
            + "|(?<unknown>\\S))");

    /** The words of the text; the last is the end. */
    static List<ConditionToken> of(String text) {
        List<ConditionToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.lookingAt()) {
            tokens.add(token(matcher));
            matcher.region(matcher.end(), text.length());
        }
        tokens.add(new ConditionToken(Kind.END, "", text.stripTrailing().length(), null));
        return tokens;
    }

    private static ConditionToken token(Matcher matcher) {
        for (String group : List.of("name", "number", "string", "operator", "sign")) {
            String text = matcher.group(group);
            if (text != null) {
                return token(group, text, matcher.start(group));
            }
        }
        return new ConditionToken(Kind.UNKNOWN, matcher.group("unknown"), matcher.start("unknown"), null);
    }

    private static ConditionToken token(String group, String text, int start) {
        return switch (group) {
            case "name" -> name(text, start);
            case "number" -> new ConditionToken(Kind.LITERAL, text, start, new BigDecimal(text));
            case "string" -> new ConditionToken(Kind.LITERAL, text, start, unescape(text));
            case "operator" -> new ConditionToken(Kind.OPERATOR, text, start, null);
            default -> new ConditionToken(sign(text), text, start, null);
        };
    }

    private static ConditionToken name(String text, int start) {
        return switch (text) {
            case "true", "false" -> new ConditionToken(Kind.LITERAL, text, start, Boolean.valueOf(text));
            case "null" -> new ConditionToken(Kind.LITERAL, text, start, null);
            default -> new ConditionToken(Kind.NAME, text, start, null);
        };
    }

    private static Kind sign(String text) {
        return switch (text) {
            case "&&" -> Kind.AND;
            case "||" -> Kind.OR;
            case "!" -> Kind.NOT;
            case "(" -> Kind.OPEN;
            case ")" -> Kind.CLOSE;
            case "." -> Kind.DOT;
            default -> Kind.BRACKET;
        };
    }

    private static String unescape(String quoted) {
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            plain.append(c == '\\' ? escaped(quoted.charAt(++i)) : c);
        }
        return plain.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
