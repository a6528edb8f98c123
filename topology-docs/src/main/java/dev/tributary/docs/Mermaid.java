package dev.tributary.docs;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a Mermaid flowchart. Nodes are known by keys of any text; their ids are made here, so that no name of a view can be
 * a word of Mermaid's, and every label is quoted and escaped.
 */
final class Mermaid {
    private final StringBuilder text = new StringBuilder("```mermaid\nflowchart LR\n");
    private final Map<String, String> ids = new LinkedHashMap<>();
    private String indent = "    ";
    private int subgraphs;

    /** What surrounds a node's label. */
    enum Shape {
        BOX("[", "]"),
        CYLINDER("[(", ")]"),
        STADIUM("([", "])"),
        FRAMED("[[", "]]");

        private final String open;
        private final String close;

        Shape(String open, String close) {
            this.open = open;
            this.close = close;
        }
    }

    /** Adds a node, unless the key is known already. */
    void node(String key, Shape shape, List<String> lines) {
        if (!ids.containsKey(key)) {
            String id = "n" + ids.size();
            ids.put(key, id);
            line(id + shape.open + label(lines) + shape.close);
        }
    }

    void node(String key, Shape shape, String label) {
        node(key, shape, List.of(label));
    }

    /** Nodes that are added until the end of the subgraph lie in it. */
    void beginSubgraph(String label) {
        line("subgraph g" + subgraphs++ + "[" + label(List.of(label)) + "]");
        indent += "    ";
    }

    void endSubgraph() {
        indent = indent.substring(4);
        line("end");
    }

    void arrow(String from, String to) {
        line(id(from) + " --> " + id(to));
    }

    void arrow(String from, String to, String label) {
        line(id(from) + " -->|" + label(List.of(label)) + "| " + id(to));
    }

    void dottedArrow(String from, String to, String label) {
        line(id(from) + " -.->|" + label(List.of(label)) + "| " + id(to));
    }

    /** A line without a direction. */
    void link(String left, String right) {
        line(id(left) + " --- " + id(right));
    }

    /** The chart as a block of a Markdown page. */
    String block() {
        return text + "```\n";
    }

    private void line(String line) {
        text.append(indent).append(line).append('\n');
    }

    private String id(String key) {
        String id = ids.get(key);
        if (id == null) {
            throw new IllegalArgumentException("no node " + key + " among " + ids.keySet());
        }
        return id;
    }

    private static String label(List<String> lines) {
        return lines.stream().map(Mermaid::escape).collect(joining("<br/>", "\"", "\""));
    }

    /** Mermaid's own entities, which begin with # instead of &. */
    private static String escape(String label) {
        StringBuilder escaped = new StringBuilder();
        label.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> escaped.append("#quot;");
                case '<' -> escaped.append("#lt;");
                case '>' -> escaped.append("#gt;");
                case '&' -> escaped.append("#amp;");
                case '#' -> escaped.append("#35;");
                case '`' -> escaped.append("#96;");
                case '\n', '\r' -> escaped.append(' ');
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
