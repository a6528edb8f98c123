package dev.tributary.http;

import dev.tributary.codec.KeyText;
import dev.tributary.codec.TupleWriter;
import dev.tributary.config.Nearest;
import dev.tributary.plan.Index;
import dev.tributary.plan.Plan;
import dev.tributary.query.Lookup;
import dev.tributary.view.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The lookups of a view, as parameters: {@code ?email=…}, or all fields of a composite, {@code ?country=…&status=…}. */
final class Lookups {
    /** Each combination of values is looked up by itself. */
    private static final int MOST_COMBINATIONS = 100;

    private final Plan plan;

    Lookups(Plan plan) {
        this.plan = plan;
    }

    /** The fields that are part of a lookup. */
    Set<String> fields() {
        return plan.indexes().stream()
                .flatMap(index -> index.fields().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the fields among the parameters ask for; empty when there are none. */
    Optional<Lookup> asked(Parameters parameters) {
        Set<String> given = new LinkedHashSet<>(parameters.names());
        given.retainAll(fields());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Index index = plan.indexes().stream()
                .filter(each -> Set.copyOf(each.fields()).equals(given))
                .findFirst()
                .orElseThrow(() -> new Refusal(notTogether(given)));
        return Optional.of(Lookup.of(index, combinations(index, parameters)));
    }

    private static List<byte[]> combinations(Index index, Parameters parameters) {
        List<byte[]> tuples = List.of(new byte[0]);
        for (String field : index.fields()) {
            List<String> values = parameters.all(field).stream().distinct().toList();
            if (tuples.size() * values.size() > MOST_COMBINATIONS) {
                throw new Refusal(tooMany(index));
            }
            List<byte[]> longer = new ArrayList<>();
            for (byte[] tuple : tuples) {
                values.forEach(value -> longer.add(
                        new TupleWriter().raw(tuple).raw(KeyText.value(value)).toBytes()));
            }
            tuples = longer;
        }
        return tuples;
    }

    /** There is no such parameter: a field that is not indexed, or nothing at all. */
    Problem unknown(String name, List<String> others) {
        List<String> known = new ArrayList<>(others);
        known.addAll(fields());
        boolean mistyped = Nearest.to(name, known).isPresent();
        if (!isField(name) && (mistyped || !plan.view().fields().all())) {
            return Parameters.unknown(name, known);
        }
        return notIndexed(
                List.of(name),
                "The documents of " + plan.view().name() + " cannot be looked up by `" + name
                        + "`, which is not indexed. " + declared());
    }

    private boolean isField(String name) {
        return plan.view().fields().list().stream().map(Field::name).anyMatch(name::equals);
    }

    private Problem notTogether(Set<String> given) {
        String names = Nearest.list(given);
        Optional<List<String>> longer = plan.indexes().stream()
                .map(Index::fields)
                .filter(fields -> fields.containsAll(given))
                .findFirst();
        if (longer.isPresent()) {
            List<String> missing = longer.get().stream()
                    .filter(field -> !given.contains(field))
                    .toList();
            return notIndexed(
                    given,
                    "A lookup by " + names + " alone is not indexed; give " + Nearest.list(missing) + " as well: "
                            + example(longer.get()));
        }
        return notIndexed(given, "A lookup by " + names + " together is not indexed. " + declared());
    }

    private String declared() {
        return plan.indexes().isEmpty()
                ? "It has no lookups: `index: […]` in the view declares them."
                : "Its lookups are "
                        + plan.indexes().stream()
                                .map(index -> example(index.fields()))
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private static String example(List<String> fields) {
        return fields.stream().map(field -> field + "=…").collect(Collectors.joining("&", "`?", "`"));
    }

    private Problem notIndexed(Collection<String> fields, String detail) {
        return Problem.of(400, "not-indexed", "Not indexed", detail)
                .with("view", plan.view().name())
                .with("fields", List.copyOf(fields))
                .with("lookups", plan.indexes().stream().map(Index::fields).toList());
    }

    private static Problem tooMany(Index index) {
        return Problem.of(
                        400,
                        "too-many-values",
                        "Too many values",
                        "A lookup takes at most " + MOST_COMBINATIONS
                                + " values, or combinations of them; ask for some of them at a time.")
                .with("fields", index.fields())
                .with("most", MOST_COMBINATIONS);
    }
}
