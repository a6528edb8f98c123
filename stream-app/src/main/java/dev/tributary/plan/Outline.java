package dev.tributary.plan;

import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.View;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a value in a document before one is read.
 *
 * @param what it is, in words: {@code a column}
 * @param members of the object, or of each of several; none for what is never an object; empty when they depend on the rows
 * @param keyed whether it is an object of such objects, by keys that are no names
 */
public record Outline(String what, Optional<Map<String, Outline>> members, boolean keyed) {
    private static final Optional<Map<String, Outline>> UNKNOWN = Optional.empty();
    private static final Optional<Map<String, Outline>> NONE = Optional.of(Map.of());

    public Outline {
        members = members.map(known -> Collections.unmodifiableMap(new LinkedHashMap<>(known)));
    }

    /** The documents of a view. */
    static Outline of(View view) {
        Map<String, Outline> groups = new LinkedHashMap<>();
        view.groups().keySet().forEach(name -> groups.put(name, new Outline("what is grouped by", UNKNOWN, false)));
        boolean isGroup = view.isGrouped() && view.fields().all();
        return new Outline("a document", isGroup ? Optional.of(groups) : members(view.fields()), false);
    }

    private static Optional<Map<String, Outline>> members(Fields fields) {
        Map<String, Outline> members = new LinkedHashMap<>();
        return add(fields, members) ? Optional.of(members) : UNKNOWN;
    }

    /** Adds the members that the fields make; false when they depend on the rows. */
    private static boolean add(Fields fields, Map<String, Outline> members) {
        boolean known = !fields.all();
        for (Field field : fields.list()) {
            if (field instanceof Field.Flattened flattened) {
                known &= add(flattened.fields(), members);
            } else {
                members.put(field.name(), of(field));
            }
        }
        return known;
    }

    private static Outline of(Field field) {
        if (field instanceof Field.Related related) {
            boolean keyed = related.relation().by().isPresent();
            boolean many = related.cardinality() == Field.Cardinality.MANY;
            return new Outline(many ? "`many`" : "`one`", members(related.fields()), keyed);
        }
        if (field instanceof Field.Plucked plucked) {
            return new Outline("`pluck`", UNKNOWN, plucked.relation().by().isPresent());
        }
        if (field instanceof Field.Total) {
            return new Outline("a total", NONE, false);
        }
        return new Outline(field instanceof Field.Computed ? "an `expr`" : "a column", UNKNOWN, false);
    }

    /** The selection, told where keys are no names. */
    public Selection resolve(Selection asked) {
        if (asked.isAll()) {
            return asked;
        }
        Map<String, Selection> resolved = new LinkedHashMap<>();
        asked.members().forEach((name, of) -> {
            Outline member = members.map(known -> known.get(name)).orElse(null);
            resolved.put(name, member == null ? of : member.resolve(of));
        });
        return new Selection(resolved, keyed);
    }
}
