package dev.tributary.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML file that knows its place in it. */
public sealed interface Node {
    Place place();

    /** What this is, as messages name it. */
    String kind();

    /** Keys with their values, in the order of the file; no key is there twice. */
    record Mapping(Place place, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.name().equals(key)).findFirst();
        }

        public List<String> keys() {
            return entries.stream().map(Entry::name).toList();
        }

        @Override
        public String kind() {
            return entries.isEmpty() ? "an empty mapping" : "a mapping";
        }
    }

    /** A key with its value. */
    record Entry(Scalar key, Node value) {
        public String name() {
            return key.text();
        }
    }

    /** A list. */
    record Sequence(Place place, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /**
     * A single value.
     *
     * @param text as it was written, without quotes, after interpolation
     * @param value a String, Boolean, BigInteger, BigDecimal or Double (the special ones), or null
     */
    record Scalar(Place place, String text, @Nullable Object value) implements Node {

        /** The place of a part of the text, or this place when the text is not in the file letter by letter. */
        public Place part(int offset, int length) {
            String line = place.text();
            int indent = Math.min(Math.max(0, place.column() - 1), line.codePointCount(0, line.length()));
            int start = line.offsetByCodePoints(0, indent);
            for (int quote = 0; quote <= 1; quote++) {
                if (!text.isEmpty() && line.startsWith(text, start + quote)) {
                    int before = text.codePointCount(0, offset);
                    int within = text.codePointCount(offset, Math.min(text.length(), offset + length));
                    return place.part(quote + before, within);
                }
            }
            return place;
        }

        @Override
        public String kind() {
            if (value == null) {
                return "nothing";
            }
            if (text.isEmpty()) {
                return "an empty text";
            }
            return value instanceof String ? "text" : value instanceof Boolean ? "a boolean" : "a number";
        }
    }
}
