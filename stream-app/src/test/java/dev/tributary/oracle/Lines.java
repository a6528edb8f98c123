package dev.tributary.oracle;

import java.util.List;

/** Indented lines. */
final class Lines {
    private final StringBuilder text = new StringBuilder();

    void add(int indent, String line) {
        text.append("  ".repeat(indent)).append(line).append('\n');
    }

    void add(Lines lines) {
        text.append(lines.text);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A list, or the one item that it has. */
    static String list(List<String> items) {
        return items.size() == 1 ? items.get(0) : "[" + String.join(", ", items) + "]";
    }
}
