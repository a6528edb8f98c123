package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A document in lines for people, with its members sorted. */
final class PrettyJson {
    /** Beyond so many zeros a number is easier to read with an exponent. */
    private static final int MAX_ZEROS = 20;

    private final List<String> lines = new ArrayList<>();

    private final boolean exact;

    private PrettyJson(boolean exact) {
        this.exact = exact;
    }

    /** The same lines for documents that mean the same: numbers without the zeros at the end. */
    static List<String> lines(@Nullable JsonNode document) {
        return lines(document, false);
    }

    /** As many lines, with the numbers as the document has them. */
    static List<String> exactLines(@Nullable JsonNode document) {
        return lines(document, true);
    }

    private static List<String> lines(@Nullable JsonNode document, boolean exact) {
        if (document == null) {
            return List.of("(no document)");
        }
        PrettyJson out = new PrettyJson(exact);
        out.write("", "", document, "");
        return out.lines;
    }

    private void write(String indent, String name, JsonNode node, String comma) {
        boolean empty = node.isContainerNode() && node.isEmpty();
        if (node.isObject() && !empty) {
            writeObject(indent, name, node, comma);
        } else if (node.isArray() && !empty) {
            writeArray(indent, name, node, comma);
        } else {
            lines.add(indent + name + (node.isNumber() ? number(node.decimalValue()) : node.toString()) + comma);
        }
    }

    private void writeObject(String indent, String name, JsonNode object, String comma) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        lines.add(indent + name + "{");
        int left = sorted.size();
        for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
            String quoted = "\"" + member.getKey() + "\": ";
            write(indent + "  ", quoted, member.getValue(), --left == 0 ? "" : ",");
        }
        lines.add(indent + "}" + comma);
    }

    private void writeArray(String indent, String name, JsonNode array, String comma) {
        lines.add(indent + name + "[");
        int left = array.size();
        for (JsonNode item : array) {
            write(indent + "  ", "", item, --left == 0 ? "" : ",");
        }
        lines.add(indent + "]" + comma);
    }

    private String number(BigDecimal number) {
        BigDecimal shown = exact ? number : number.stripTrailingZeros();
        return Math.abs((long) shown.scale()) <= MAX_ZEROS ? shown.toPlainString() : shown.toString();
    }
}
