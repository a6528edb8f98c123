package dev.tributary.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of an expression. */
final class ExpressionTokens {
    private static final List<String> KINDS = List.of("text", "number", "name", "sign");
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
                    + "|(?<number>\\d+(?:\\.\\d+)?)|(?<name>[A-Za-z_]\\w*)"
                    + "|(?<sign>==|!=|<=|>=|&&|\\|\\||[-+*/%<>!?:.,()\\[\\]]))\\s*");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /** A word. */
    record Token(String kind, String text) {}

    ExpressionTokens(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("cannot read the expression at " + text.substring(at));
            }
            add(matcher);
            at = matcher.end();
        }
    }

    private void add(Matcher matcher) {
        for (String kind : KINDS) {
            String found = matcher.group(kind);
            if (found != null) {
                tokens.add(new Token(kind, found));
            }
        }
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    Token take() {
        if (atEnd()) {
            throw new IllegalArgumentException("the expression ends where a value is expected: " + text);
        }
        return tokens.get(next++);
    }

    /** Takes the sign or word if it is next. */
    boolean accept(String word) {
        if (atEnd()
                || tokens.get(next).kind().equals("text")
                || !tokens.get(next).text().equals(word)) {
            return false;
        }
        next++;
        return true;
    }

    /** The first of these that is next, taken; else null. */
    @Nullable
    String acceptAny(List<String> words) {
        return words.stream().filter(this::accept).findFirst().orElse(null);
    }

    void expect(String sign) {
        if (!accept(sign)) {
            String found = atEnd() ? "its end" : tokens.get(next).text();
            throw new IllegalArgumentException("expected `" + sign + "`, found " + found + " in " + text);
        }
    }
}
