package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Column;
import dev.tributary.oracle.ViewFile.Computed;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Related;
import dev.tributary.oracle.ViewFile.Verb;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which members of an object conditions and expressions may use. */
final class Known {
    private Known() {}

    /** All members by name, and whether they are known as soon as the row and what it leads to is. */
    static Map<String, Boolean> withTheRow(List<Field> fields) {
        Map<String, Boolean> known = new LinkedHashMap<>();
        for (Field field : fields) {
            if (field instanceof Column) {
                known.put(field.name(), true);
            } else if (field instanceof Computed computed) {
                Set<String> names = computed.expression().names();
                known.put(field.name(), names.stream().allMatch(name -> known.getOrDefault(name, true)));
            } else if (field instanceof Related related) {
                Map<String, Boolean> inner = withTheRow(related.fields().orElse(List.of()));
                if (related.verb() == Verb.FLATTEN) {
                    inner.forEach((name, own) -> known.put(name, related.isLookup() && own));
                } else {
                    boolean all = !inner.containsValue(false);
                    known.put(field.name(), related.verb() == Verb.ONE && related.isLookup() && all);
                }
            }
        }
        return known;
    }

    /** Expressions may use neither {@code many} nor {@code pluck}, which have no one value. */
    static void checkExpressions(List<Field> fields) {
        Set<String> lists = new HashSet<>();
        for (Field field : fields) {
            if (field instanceof Computed computed) {
                computed.expression().names().stream().filter(lists::contains).forEach(name -> {
                    throw new IllegalArgumentException(field.name() + " is computed from many rows: " + name);
                });
            }
            lists.addAll(lists(field));
        }
    }

    private static Collection<String> lists(Field field) {
        if (!(field instanceof Related related)) {
            return List.of();
        }
        return switch (related.verb()) {
            case MANY, PLUCK -> List.of(field.name());
            case FLATTEN ->
                related.fields().orElse(List.of()).stream()
                        .flatMap(inner -> lists(inner).stream())
                        .toList();
            default -> List.of();
        };
    }

    static void checkKnown(Collection<String> names, List<Field> fields, String what) {
        Map<String, Boolean> known = withTheRow(fields);
        for (String name : names) {
            if (!known.getOrDefault(name, true)) {
                throw new IllegalArgumentException(what + " uses " + name + ", which is not known with the row");
            }
        }
    }

    static void check(Related related, Relations relations) {
        related.where()
                .ifPresent(where ->
                        checkKnown(where.names(), related.fields().orElse(List.of()), "where of " + related.name()));
        if (related.verb().ofColumn() && related.path().isEmpty()) {
            throw new IllegalArgumentException(related.name() + " needs a path and a column");
        }
        if (!related.verb().single() && related.isLookup()) {
            throw new IllegalArgumentException(related.name() + " is never more than one row");
        }
        for (Hop hop : related.path()) {
            if (relations.isEvents(hop.to())) {
                checkEvents(related);
            }
        }
    }

    private static void checkEvents(Related related) {
        if (related.verb().single()) {
            throw new IllegalArgumentException(related.name() + " is one of events");
        }
        boolean list = related.verb() == Verb.MANY || related.verb() == Verb.PLUCK;
        if (list && related.limit().isEmpty()) {
            throw new IllegalArgumentException(related.name() + " needs a limit over events");
        }
    }
}
