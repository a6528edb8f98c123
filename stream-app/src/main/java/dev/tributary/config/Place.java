package dev.tributary.config;

/**
 * A stretch of a file that a problem can point at. Lines and columns count from 1, columns in code points.
 *
 * @param line 0 when the place is the file as a whole
 * @param length how many code points of the line are meant
 * @param text the whole line, as it is in the file
 */
public record Place(String file, int line, int column, int length, String text) {
    /** A longer line is not shown whole. */
    private static final int MAX_SHOWN = 140;

    /** How much is shown of it, in code points, and how much of that stands before what is meant. */
    private static final int WINDOW = 100;

    private static final int BEFORE = 40;
    private static final String CUT = "…";

    /** The file as a whole. */
    public static Place of(String file) {
        return new Place(file, 0, 0, 0, "");
    }

    /** A part of this place. */
    Place part(int offset, int partLength) {
        return new Place(file, line, column + offset, Math.max(1, partLength), text);
    }

    /** Where it is, the line, and below it a caret line that ends in the hint. */
    String render(String hint) {
        if (line == 0) {
            return " --> " + file + (hint.isEmpty() ? "" : "\n  | " + hint);
        }
        String number = Integer.toString(line);
        String margin = " ".repeat(number.length());
        Place shown = window();
        String carets = "^".repeat(shown.length) + (hint.isEmpty() ? "" : " " + hint);
        return margin + "--> " + file + ":" + line + ":" + column + "\n"
                + number + " | " + shown.text + "\n"
                + margin + " | " + shown.indent() + carets;
    }

    /** The same place in as much of the line as is shown. */
    private Place window() {
        int[] points = text.codePoints().toArray();
        if (points.length <= MAX_SHOWN) {
            return this;
        }
        int start = Math.max(0, Math.min(column - 1 - BEFORE, points.length - WINDOW));
        int end = start + WINDOW;
        String before = start > 0 ? CUT : "";
        String after = end < points.length ? CUT : "";
        String part = before + new String(points, start, WINDOW) + after;
        int within = Math.max(1, Math.min(length, end - (column - 1)));
        return new Place(file, line, column - start + before.length(), within, part);
    }

    /** Blanks up to the column; tabs stay tabs, so that the carets stand below what they mean. */
    private String indent() {
        StringBuilder blanks = new StringBuilder();
        text.codePoints().limit(column - 1L).forEach(c -> blanks.append(c == '\t' ? '\t' : ' '));
        return blanks.toString();
    }
}
