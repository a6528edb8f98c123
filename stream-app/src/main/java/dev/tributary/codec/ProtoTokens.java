package dev.tributary.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a {@code .proto} file, without comments. */
final class ProtoTokens {
    private static final String END = "";
    private static final Pattern TOKEN = Pattern.compile("\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/"
            + "|(?<token>\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'"
            + "|\\.?[A-Za-z_][A-Za-z0-9_]*+(?:\\.[A-Za-z_][A-Za-z0-9_]*+)*+|[0-9][A-Za-z0-9_.+]*+|[^\\s\\w])");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    ProtoTokens(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int from = 0;
        while (from < text.length() && matcher.region(from, text.length()).lookingAt()) {
            String token = matcher.group("token");
            if (token != null) {
                tokens.add(token);
            }
            from = matcher.end();
        }
        if (from < text.length()) {
            throw new IllegalArgumentException("it is no .proto file at " + Slice.excerpt(text.substring(from)));
        }
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    String peek() {
        return atEnd() ? END : tokens.get(at);
    }

    String peekSecond() {
        return at + 1 < tokens.size() ? tokens.get(at + 1) : END;
    }

    String next() {
        if (atEnd()) {
            throw unexpected("more");
        }
        return tokens.get(at++);
    }

    boolean skipIf(String token) {
        boolean is = peek().equals(token);
        if (is) {
            at++;
        }
        return is;
    }

    void expect(String token) {
        if (!skipIf(token)) {
            throw unexpected(token);
        }
    }

    /** A name, with dots or without. */
    String name() {
        String name = peek();
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        if (!Character.isLetter(first) && first != '_' && first != '.') {
            throw unexpected("a name");
        }
        return next();
    }

    String string() {
        String literal = peek();
        if (!literal.startsWith("\"") && !literal.startsWith("'")) {
            throw unexpected("a text in quotes");
        }
        next();
        return literal.substring(1, literal.length() - 1);
    }

    int integer() {
        String sign = skipIf("-") ? "-" : "";
        String digits = peek();
        boolean octal =
                digits.length() > 1 && digits.startsWith("0") && digits.charAt(1) != 'x' && digits.charAt(1) != 'X';
        try {
            int value = octal ? Integer.parseInt(sign + digits, 8) : Integer.decode(sign + digits);
            next();
            return value;
        } catch (NumberFormatException none) {
            throw unexpected("an integer");
        }
    }

    /** To the end of the statement: a semicolon, or the brace that closes it. */
    void skipStatement() {
        int open = 0;
        while (true) {
            String token = next();
            if (token.equals("{")) {
                open++;
            } else if (token.equals("}")) {
                open--;
                if (open == 0 && !peek().equals(";")) {
                    return;
                }
            } else if (token.equals(";") && open == 0) {
                return;
            }
        }
    }

    void skipOptions() {
        if (!peek().equals("[")) {
            return;
        }
        int open = 0;
        do {
            String token = next();
            open += token.equals("[") ? 1 : token.equals("]") ? -1 : 0;
        } while (open > 0);
    }

    IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException(
                "it has " + (atEnd() ? "its end" : "`" + peek() + "`") + " in the place of " + expected);
    }
}
