package dev.tributary.view;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.NameScope.Sees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads by what a view groups the rows of its {@code from}. */
final class GroupReader {
    private final Context context;
    private final Problems problems;

    GroupReader(Context context) {
        this.context = context;
        this.problems = context.problems();
    }

    /** Each group value with what it is computed from; none, with a problem, when nothing can be read. */
    Map<String, Computation> read(Section view, Row from) {
        Map<String, Computation> groups = new LinkedHashMap<>();
        Optional<Section> written = view.section("group_by");
        List<Entry> entries = written.map(Section::entries).orElse(List.of());
        for (Entry entry : entries) {
            expression(entry)
                    .flatMap(by -> context.expression(by, "group_by", from, Map.of(), Sees.ROW))
                    .ifPresent(computation -> groups.put(entry.name(), computation));
        }
        if (written.isPresent() && entries.isEmpty()) {
            view.entry("group_by").ifPresent(entry -> {
                String hint = "name what the rows are grouped by: `group_by: {country: \"country\"}`";
                problems.error("no-groups", entry.key().place(), "`group_by` names no group", hint);
            });
        }
        return groups;
    }

    private Optional<Scalar> expression(Entry entry) {
        if (entry.value() instanceof Scalar scalar
                && scalar.value() != null
                && !scalar.text().isEmpty()) {
            return Optional.of(scalar);
        }
        Section.wrongType(entry.value(), "`" + entry.name() + "`", "an expression", problems);
        return Optional.empty();
    }

    /** A group as a row: its columns are what the rows are grouped by. */
    static Source row(String view, Section section) {
        List<String> names = section.section("group_by").map(Section::entries).orElse(List.of()).stream()
                .map(Entry::name)
                .toList();
        return ViewRows.source(
                "a group of " + view,
                names,
                List.of(),
                Map.of(),
                names.isEmpty() ? Optional.empty() : Optional.of(names));
    }

    /** No field may be called like a group and be something else: the name would have two meanings. */
    void checkClashes(Contents contents, Source group) {
        for (Shown field : contents.shown().values()) {
            if (group.key().contains(field.name()) && !field.column().equals(Optional.of(field.name()))) {
                String message = "the field `" + field.name() + "` has the name of a group, but is something else";
                Optional.ofNullable(contents.places().get(field.name()))
                        .ifPresent(place ->
                                problems.error("group-clash", place, message, "give one of them another name"));
            }
        }
    }
}
