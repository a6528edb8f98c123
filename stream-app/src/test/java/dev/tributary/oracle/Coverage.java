package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Computed;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.Related;
import dev.tributary.oracle.ViewFile.Verb;
import dev.tributary.oracle.ViewFile.View;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How much there is in documents: an empty one agrees with anything. */
final class Coverage {
    private final Map<String, Share> shares = new TreeMap<>();

    /** Of how many, how many have something in them. */
    private static final class Share {
        private int all;
        private int some;

        @Override
        public String toString() {
            return some + "/" + all;
        }
    }

    /** The share of what is so called that has something in it. */
    double of(String what) {
        Share share = shares.getOrDefault(what, new Share());
        return share.all == 0 ? 0 : (double) share.some / share.all;
    }

    /** How many so called have something in them. */
    int some(String what) {
        return shares.getOrDefault(what, new Share()).some;
    }

    void count(String what, boolean some) {
        Share share = shares.computeIfAbsent(what, each -> new Share());
        share.all++;
        share.some += some ? 1 : 0;
    }

    /** Takes in all documents of a file at one time. */
    void add(ViewFile file, Rows rows) {
        Tables tables = new Tables(file, rows.latest());
        for (View view : file.views().values()) {
            List<Row> documents = tables.rows(view.name());
            count("view with documents", !documents.isEmpty());
            documents.forEach(document -> document(view, document.columns().values()));
            if (view.grouped()) {
                tables.groups(view)
                        .forEach(group ->
                                count("group of several rows", group.members().size() > 1));
            }
        }
    }

    private void document(View view, Map<String, @Nullable Object> document) {
        if (view.fields().isPresent() && view.fields().get().stream().anyMatch(Related.class::isInstance)) {
            count("document with something related", object(view.fields(), document));
        }
    }

    private boolean object(Optional<List<Field>> fields, Map<?, ?> object) {
        boolean related = false;
        for (Field field : fields.orElse(List.of())) {
            Object value = object.get(field.name());
            if (field instanceof Computed) {
                count("expr", value != null);
            } else if (field instanceof Related member) {
                related |= related(member, member.verb() == Verb.FLATTEN ? object : value);
            }
        }
        return related;
    }

    private boolean related(Related related, @Nullable Object value) {
        boolean some = related.verb() == Verb.FLATTEN
                ? value instanceof Map<?, ?> object
                        && Known.withTheRow(related.fields().orElse(List.of())).keySet().stream()
                                .anyMatch(name -> object.get(name) != null)
                : isSome(value);
        count(related.verb().word(), some);
        count(related.verb().word() + " by " + (related.isLookup() ? "lookup" : "rows"), some);
        if (related.where().isPresent()) {
            count("where", some);
        }
        if (value instanceof List<?> items && related.verb() == Verb.MANY) {
            count("several in many", items.size() > 1);
            items.forEach(item -> inner(related, item));
        } else if (related.by().isPresent() && value instanceof Map<?, ?> items) {
            count("by", some);
            items.values().forEach(item -> inner(related, item));
        } else if (some) {
            inner(related, value);
        }
        return some;
    }

    private void inner(Related related, @Nullable Object item) {
        if (item instanceof Map<?, ?> object && !related.verb().aggregate()) {
            object(related.fields(), object);
        }
    }

    private static boolean isSome(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.signum() != 0;
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
    }

    @Override
    public String toString() {
        return shares.toString().replace(", ", "\n");
    }
}
