package dev.tributary.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML, and so JSON, as plain values: null, Boolean, BigDecimal (exact, unlike a double), String, List, Map. */
final class Yaml {
    private Yaml() {}

    static Map<String, @Nullable Object> file(Path path) {
        try {
            return map(text(Files.readString(path)), path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static @Nullable Object text(String yaml) {
        return new Compose(LoadSettings.builder().build())
                .composeString(yaml)
                .map(Yaml::value)
                .orElse(null);
    }

    @SuppressWarnings("unchecked") // value() makes no other maps
    static Map<String, @Nullable Object> map(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException(what + ": expected a mapping, got " + value);
    }

    /** A mapping that may be missing. */
    static Map<String, @Nullable Object> mapOrEmpty(@Nullable Object value, String what) {
        return value == null ? Map.of() : map(value, what);
    }

    /** A list of texts, which may be written as a single one. */
    static List<String> texts(@Nullable Object value, String what) {
        if (value instanceof String text) {
            return List.of(text);
        }
        List<String> texts = new ArrayList<>();
        for (Object item : list(value, what)) {
            texts.add(text(item, what));
        }
        return texts;
    }

    static List<@Nullable Object> list(@Nullable Object value, String what) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new IllegalArgumentException(what + ": expected a list, got " + value);
    }

    static String text(@Nullable Object value, String what) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(what + ": expected text, got " + value);
    }

    private static @Nullable Object value(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                map.put(((ScalarNode) entry.getKeyNode()).getValue(), value(entry.getValueNode()));
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.getValue().forEach(item -> list.add(value(item)));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private static @Nullable Object scalar(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(node.getValue());
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return new BigDecimal(node.getValue());
        }
        return node.getValue();
    }
}
