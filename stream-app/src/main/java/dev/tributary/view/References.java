package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code references}, and checks them once it is known what there is to reference. */
final class References {
    private record Written(String owner, ColumnList columns, Scalar key, Scalar target) {}

    private final ColumnUses uses;
    private final Problems problems;
    private final List<Written> unchecked = new ArrayList<>();

    References(ColumnUses uses, Problems problems) {
        this.uses = uses;
        this.problems = problems;
    }

    List<Reference> read(String owner, Section section) {
        List<Reference> references = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Entry entry : section.section("references").map(Section::entries).orElse(List.of())) {
            ColumnList columns = ColumnList.of(entry.key());
            columns.use(owner, uses);
            if (columns.names().contains("")) {
                String hint = "columns are separated by one comma: `\"a, b\"`";
                problems.error("wrong-value", entry.key().place(), "here is a column without a name", hint);
            }
            if (!seen.add(columns.names())) {
                String hint = "one column may lead to several sources: `a: [b, c]`";
                problems.error("duplicate-key", entry.key().place(), "these columns are here twice", hint);
            }
            List<Scalar> targets = Section.scalars(entry.value(), "reference", problems);
            targets.forEach(target -> unchecked.add(new Written(owner, columns, entry.key(), target)));
            List<String> names = targets.stream().map(Scalar::text).distinct().toList();
            references.add(new Reference(columns.names(), names));
        }
        return references;
    }

    /** Whether all lead to sources or views, with as many columns as their keys have. */
    void check(Names names) {
        for (Written reference : unchecked) {
            Scalar written = reference.target;
            Optional<Source> target = names.target(written.text(), written.place());
            target.ifPresent(source -> check(reference, source));
        }
    }

    private void check(Written reference, Source target) {
        if (target.kind() == Source.Kind.EVENTS) {
            String message = "nothing can reference " + target.name() + ": its records are events, which have no key";
            String hint = "let " + target.name() + " reference " + reference.owner;
            problems.error("reference-to-events", reference.target.place(), message, hint);
        } else if (!target.key().isEmpty()
                && target.key().size() != reference.columns.names().size()) {
            arity(reference, target);
        }
    }

    private void arity(Written reference, Source target) {
        int columns = reference.columns.names().size();
        String message = "a reference of " + count(columns) + " to " + target.name() + ", whose key has "
                + count(target.key().size());
        String hint = target.key().size() == 1
                ? "name one column, for " + Nearest.list(target.key())
                : "name a column for each of " + Nearest.list(target.key()) + ", in this order: `\"a, b\": …`";
        problems.error("reference-arity", reference.key.place(), message, hint);
    }

    private static String count(int columns) {
        return columns == 1 ? "1 column" : columns + " columns";
    }
}
