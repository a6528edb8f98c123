package dev.tributary.expression;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the problems of one expression, each with its place in the file. Offsets count code points, as CEL's do. */
final class Report {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}_][\\p{L}\\d_]*"
            + "|\\d[\\w.]*"
            + "|'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`"
            + "|&&|\\|\\||[=!<>]=|<>");

    private final Scalar written;
    private final String what;
    private final Problems problems;
    private boolean failed;

    Report(Scalar written, String what, Problems problems) {
        this.written = written;
        this.what = what;
        this.problems = problems;
    }

    String text() {
        return written.text();
    }

    /** The key that the expression is the value of. */
    String what() {
        return what;
    }

    /** Whether there was a problem. */
    boolean failed() {
        return failed;
    }

    /** Of the token at the offset. */
    void error(String code, int offset, String message, String hint) {
        error(code, place(offset), message, hint);
    }

    void error(String code, Place place, String message, String hint) {
        failed = true;
        problems.error(code, place, message, hint);
    }

    /** The place of the token at the offset. */
    Place place(int offset) {
        return place(offset, token(offset));
    }

    /** The place of this part of the text, which is at the offset. */
    Place place(int offset, String part) {
        return written.part(index(offset), Math.max(1, part.length()));
    }

    /** The token at the offset; empty at the end. */
    String token(int offset) {
        int start = index(offset);
        if (start == text().length()) {
            return "";
        }
        Matcher matcher = TOKEN.matcher(text()).region(start, text().length());
        return matcher.lookingAt() ? matcher.group() : Character.toString(text().codePointAt(start));
    }

    /** The text from the offset on. */
    String rest(int offset) {
        return text().substring(index(offset));
    }

    /** The offset of the first token at the offset or after it. */
    int skipBlanks(int offset) {
        int start = index(offset);
        int at = start;
        while (at < text().length() && Character.isWhitespace(text().charAt(at))) {
            at++;
        }
        return offset + (at - start);
    }

    /** Where the name of a function begins: a call's offset is that of its parenthesis. */
    int functionBefore(int offset) {
        String name = before(offset);
        String called = text().substring(0, index(offset)).stripTrailing();
        boolean named = !name.isEmpty() && Character.isLetter(name.codePointAt(0)) && called.endsWith(name);
        return named ? called.codePointCount(0, called.length() - name.length()) : offset;
    }

    /** The token that ends before the offset; empty at the beginning. */
    String before(int offset) {
        String rest = text().substring(0, index(offset)).stripTrailing();
        Matcher matcher = TOKEN.matcher(rest);
        String last = "";
        int end = 0;
        while (matcher.find()) {
            last = matcher.group();
            end = matcher.end();
        }
        return end == rest.length() || rest.isEmpty() ? last : rest.substring(rest.length() - 1);
    }

    /** Where an offset in code points is in the text. */
    private int index(int offset) {
        int points = text().codePointCount(0, text().length());
        return text().offsetByCodePoints(0, Math.max(0, Math.min(offset, points)));
    }
}
