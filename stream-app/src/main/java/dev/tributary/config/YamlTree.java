package dev.tributary.config;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/** Turns the parser's nodes of one file into ours: positions in our terms, values interpolated and resolved. */
final class YamlTree {
    private static final CoreScalarResolver RESOLVER = new CoreScalarResolver(false);

    private final String file;
    private final String[] lines;
    private final Interpolation interpolation;
    private final Problems problems;

    /** What is done or under way: an alias shares its anchor's node, and one that contains itself must end. */
    private final IdentityHashMap<org.snakeyaml.engine.v2.nodes.Node, Node> done = new IdentityHashMap<>();

    YamlTree(String file, String[] lines, Interpolation interpolation, Problems problems) {
        this.file = file;
        this.lines = lines;
        this.interpolation = interpolation;
        this.problems = problems;
    }

    Node node(org.snakeyaml.engine.v2.nodes.Node node) {
        Node known = done.get(node);
        if (known != null) {
            return known;
        }
        Place place = place(node);
        done.put(node, new Scalar(place, "", null));
        Node result = convert(node, place);
        done.put(node, result);
        return result;
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node, Place place) {
        if (node.isRecursive()) {
            problems.error("yaml-syntax", place, "this anchor contains itself", "write it out");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, place);
        }
        if (node instanceof SequenceNode sequence) {
            return new Sequence(
                    place, sequence.getValue().stream().map(this::node).toList());
        }
        return scalar((ScalarNode) node, place, true);
    }

    private Mapping mapping(MappingNode node, Place place) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode keyNode) {
                Scalar key = scalar(keyNode, place(keyNode), false);
                Entry first = entries.putIfAbsent(key.text(), new Entry(key, node(tuple.getValueNode())));
                if (first != null) {
                    duplicate(key, first);
                }
            } else {
                Place where = place(tuple.getKeyNode());
                problems.error("wrong-type", where, "expected a name before the colon, found a list or mapping", "");
            }
        }
        return new Mapping(place, entries.values().stream().toList());
    }

    private void duplicate(Scalar key, Entry first) {
        String message = "`" + key.text() + "` is here twice";
        String hint = "first on line " + first.key().place().line();
        problems.error("duplicate-key", key.place(), message, hint);
    }

    private Scalar scalar(ScalarNode node, Place place, boolean interpolated) {
        String written = node.getValue();
        String text = interpolated ? interpolation.apply(written, place) : written;
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && !(node.getTag().equals(Tag.STR) && text.equals(written))) {
            return new Scalar(place, text, value(text));
        }
        // inside of braces a reference must be quoted, yet a port that comes from the environment is a number
        boolean number = !plain && !text.equals(written) && Interpolation.isReference(written);
        Object value = number ? value(text) : text;
        return new Scalar(place, text, value == null ? text : value);
    }

    private static @Nullable Object value(String text) {
        Tag tag = RESOLVER.resolve(text, true);
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.parseBoolean(text);
        }
        if (tag.equals(Tag.INT)) {
            return integer(text);
        }
        return tag.equals(Tag.FLOAT) ? number(text) : text;
    }

    private static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    /** Infinities and no-numbers are the only ones that are no decimals. */
    private static Object number(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return lower.endsWith(".nan") ? (Object) Double.NaN : new BigDecimal(text);
    }

    private Place place(org.snakeyaml.engine.v2.nodes.Node node) {
        Optional<Mark> mark = node.getStartMark();
        if (mark.isEmpty()) {
            return Place.of(file);
        }
        Place start = Yaml.place(file, lines, mark.get().getLine(), mark.get().getColumn());
        return start.part(0, length(node, start));
    }

    /** Up to the node's end, or, when that is on another line, to the end of its first line. */
    private int length(org.snakeyaml.engine.v2.nodes.Node node, Place start) {
        Optional<Mark> end = node.getEndMark();
        boolean oneLine = end.isPresent() && end.get().getLine() == start.line() - 1;
        String text = start.text().stripTrailing();
        int last = oneLine ? end.orElseThrow().getColumn() : text.codePointCount(0, text.length());
        return last - (start.column() - 1);
    }
}
