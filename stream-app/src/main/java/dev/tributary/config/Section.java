package dev.tributary.config;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the keys of one mapping, and reports whatever is not as expected. */
public final class Section {
    private final String what;
    private final Place place;
    private final Mapping mapping;
    private final Problems problems;
    /** Keys that were probably meant by unknown ones: they are not missing as well. */
    private final Set<String> mistyped = new HashSet<>();

    private Section(String what, Place place, Mapping mapping, Problems problems) {
        this.what = what;
        this.place = place;
        this.mapping = mapping;
        this.problems = problems;
    }

    /**
     * The value of an entry as a section; no value at all is an empty one.
     *
     * @param what names it in messages: "source `users`"
     */
    public static Optional<Section> of(Entry entry, String what, Problems problems) {
        return of(entry.value(), entry.key().place(), what, problems);
    }

    /** Likewise of a node, for which {@code place} stands where something is missing from it. */
    public static Optional<Section> of(Node node, Place place, String what, Problems problems) {
        if (node instanceof Mapping mapping) {
            return Optional.of(new Section(what, place, mapping, problems));
        }
        if (node instanceof Scalar scalar && scalar.value() == null) {
            return Optional.of(new Section(what, place, new Mapping(scalar.place(), List.of()), problems));
        }
        wrongType(node, what, "a mapping (`key: value`)", problems);
        return Optional.empty();
    }

    /** Refuses every key that is not known. */
    public void only(List<String> known) {
        only(known, Map.of());
    }

    /**
     * Refuses every key that is not known.
     *
     * @param misplaced keys that are known, but elsewhere, each with the hint where
     */
    public void only(List<String> known, Map<String, String> misplaced) {
        for (Entry entry : mapping.entries()) {
            String hint = misplaced.get(entry.name());
            if (hint != null) {
                problems.error("misplaced-key", entry.key().place(), what + " takes no `" + entry.name() + "`", hint);
            } else if (!known.contains(entry.name())) {
                unknown(entry, known);
            }
        }
    }

    private void unknown(Entry entry, List<String> known) {
        Optional<String> near = Nearest.to(entry.name(), known);
        near.ifPresent(mistyped::add);
        String hint = near.map(key -> "did you mean `" + key + "`?").orElseGet(() -> "it takes " + Nearest.list(known));
        problems.error("unknown-key", entry.key().place(), what + " has no key `" + entry.name() + "`", hint);
    }

    public Optional<Entry> entry(String key) {
        return mapping.entry(key);
    }

    /** The entry, with a problem when there is none. To be called after {@link #only}. */
    public Optional<Entry> required(String key) {
        Optional<Entry> entry = mapping.entry(key);
        if (entry.isEmpty() && !mistyped.contains(key)) {
            problems.error("missing-key", place, what + " has no `" + key + "`", "add `" + key + ": …`");
        }
        return entry;
    }

    public List<Entry> entries() {
        return mapping.entries();
    }

    public Optional<Section> section(String key) {
        return entry(key).flatMap(e -> of(e, "`" + key + "`", problems));
    }

    /** A single value, neither null nor empty. */
    public Optional<Scalar> scalar(String key) {
        return entry(key).flatMap(e -> scalar(e.value(), "`" + key + "`", "a single value", problems));
    }

    public Optional<String> text(String key) {
        return scalar(key).map(Scalar::text);
    }

    public Optional<Boolean> flag(String key) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isPresent() && !(scalar.get().value() instanceof Boolean)) {
            wrongType(scalar.get(), "`" + key + "`", "`true` or `false`", problems);
        }
        return scalar.map(s -> Boolean.TRUE.equals(s.value()));
    }

    /** A whole number within bounds. */
    public OptionalInt integer(String key, int min, int max) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return OptionalInt.empty();
        }
        if (scalar.get().value() instanceof BigInteger value
                && value.compareTo(BigInteger.valueOf(min)) >= 0
                && value.compareTo(BigInteger.valueOf(max)) <= 0) {
            return OptionalInt.of(value.intValueExact());
        }
        String range = max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
        String message = "`" + key + "`: expected a whole number " + range + ", found `"
                + scalar.get().text() + "`";
        boolean quoted =
                scalar.get().value() instanceof String && scalar.get().text().matches("-?\\d+");
        problems.error("wrong-value", scalar.get().place(), message, quoted ? "write it without quotes" : "");
        return OptionalInt.empty();
    }

    /** So many bytes, as {@code 512KB}, {@code 64MB} or {@code 2GB}: a K is 1024. */
    public OptionalLong size(String key, long min) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong bytes = ByteSize.parse(scalar.get().text());
        if (bytes.isPresent() && bytes.getAsLong() >= min) {
            return bytes;
        }
        String message = "`" + key + "`: expected a size of at least " + ByteSize.text(min) + ", found `"
                + scalar.get().text() + "`";
        problems.error("wrong-value", scalar.get().place(), message, "write it as `512KB`, `64MB` or `2GB`");
        return OptionalLong.empty();
    }

    /** One name, or a list of names; none is empty. */
    public List<Scalar> scalars(String key) {
        return entry(key)
                .map(e -> scalars(e.value(), "`" + key + "`", problems))
                .orElse(List.of());
    }

    /** One name, or a list of names; none is empty. */
    public static List<Scalar> scalars(Node node, String what, Problems problems) {
        List<Node> items = items(node);
        if (items.isEmpty()) {
            wrongType(node, what, "at least one name", problems);
        }
        String expected = node instanceof Sequence ? "a list of names" : "a name or a list";
        return items.stream()
                .flatMap(item -> scalar(item, what, expected, problems).stream())
                .toList();
    }

    private static List<Node> items(Node node) {
        return node instanceof Sequence sequence ? sequence.items() : List.of(node);
    }

    /** All keys with their values as text, a list's joined by commas: what a client property looks like. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> properties.put(entry.name(), property(entry)));
        return properties;
    }

    /** An empty text is a value here: it is how some checks are turned off. */
    private String property(Entry entry) {
        List<String> values = new ArrayList<>();
        for (Node item : items(entry.value())) {
            if (item instanceof Scalar scalar && scalar.value() != null) {
                values.add(scalar.text());
            } else {
                wrongType(item, "`" + entry.name() + "`", "a single value", problems);
            }
        }
        return String.join(",", values);
    }

    /** Reports a node of the wrong kind. */
    public static void wrongType(Node node, String what, String expected, Problems problems) {
        String message = what + ": expected " + expected + ", found " + node.kind();
        problems.error("wrong-type", node.place(), message, "");
    }

    private static Optional<Scalar> scalar(Node node, String what, String expected, Problems problems) {
        if (node instanceof Scalar scalar
                && scalar.value() != null
                && !scalar.text().isEmpty()) {
            return Optional.of(scalar);
        }
        wrongType(node, what, expected, problems);
        return Optional.empty();
    }
}
