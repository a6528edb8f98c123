package dev.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that graphs keep to the small part of Mermaid's syntax that we write, and name no node that there is not. */
final class MermaidChecker {
    private static final String LABEL = "\"(?:[^\"<>`#&]|<br/>|#(?:quot|lt|gt|amp|35|96);)+\"";
    private static final Pattern NODE =
            Pattern.compile("(n\\d+)(?:\\[L]|\\[\\(L\\)]|\\(\\[L]\\)|\\[\\[L]])".replace("L", LABEL));
    private static final Pattern EDGE =
            Pattern.compile("(n\\d+) (?:---|-->|-->\\|L\\||-\\.->\\|L\\|) (n\\d+)".replace("L", LABEL));
    private static final Pattern SUBGRAPH = Pattern.compile("subgraph g\\d+\\[L]".replace("L", LABEL));

    private final String where;
    private final Set<String> nodes = new HashSet<>();
    private int open;

    private MermaidChecker(String where) {
        this.where = where;
    }

    static void check(String file, String page) {
        String[] blocks = page.split("```mermaid\n", -1);
        for (int i = 1; i < blocks.length; i++) {
            assertThat(blocks[i]).as(file).contains("```\n");
            String block = blocks[i].substring(0, blocks[i].indexOf("```"));
            new MermaidChecker(file + ", graph " + i).check(block);
        }
    }

    private void check(String block) {
        assertThat(block).as(where).startsWith("flowchart LR\n");
        block.lines().skip(1).map(String::strip).forEach(this::line);
        assertThat(open).as(where + ": subgraphs left open").isZero();
        assertThat(nodes).as(where + ": nodes").isNotEmpty();
    }

    private void line(String line) {
        Matcher node = NODE.matcher(line);
        Matcher edge = EDGE.matcher(line);
        if (node.matches()) {
            assertThat(nodes.add(node.group(1))).as(where + ": twice: " + line).isTrue();
        } else if (edge.matches()) {
            assertThat(nodes).as(where + ": " + line).contains(edge.group(1), edge.group(2));
        } else if (SUBGRAPH.matcher(line).matches()) {
            open++;
        } else {
            assertThat(line).as(where).isEqualTo("end");
            open--;
            assertThat(open).as(where + ": more ends than subgraphs").isNotNegative();
        }
    }
}
