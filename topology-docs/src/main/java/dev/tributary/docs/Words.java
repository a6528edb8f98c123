package dev.tributary.docs;

import dev.tributary.codec.RowReader;
import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Model;
import dev.tributary.view.Operand;
import dev.tributary.view.Relation;
import dev.tributary.view.Step;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what the documents of a view are made of. */
final class Words {
    private final Model model;
    private final Style style;
    private final RelationWords relations;

    Words(Model model, Style style) {
        this.model = model;
        this.style = style;
        this.relations = new RelationWords(model, style);
    }

    /** What there is a document of. */
    String root(View view) {
        String text = view.isGrouped()
                ? grouped(view)
                : "one document per row of " + style.name(view.from()) + ", by "
                        + names(model.source(view.from()).key());
        return view.where()
                .map(where ->
                        text + ", only where " + style.name(where.expression().text()))
                .orElse(text);
    }

    private String grouped(View view) {
        String groups = view.groups().entrySet().stream()
                .map(group -> {
                    String text = group.getValue().expression().text();
                    return style.name(group.getKey())
                            + (text.equals(group.getKey()) ? "" : " (" + style.name(text) + ")");
                })
                .collect(Collectors.joining(" and "));
        return "one document per " + groups + " of the rows of " + style.name(view.from());
    }

    /** The view's fields, as a nested list. */
    List<String> fields(View view) {
        List<String> lines = new ArrayList<>();
        if (view.fields().all() && view.isGrouped()) {
            lines.add("- " + names(List.copyOf(view.groups().keySet())));
        } else {
            fields(view.fields(), view.isGrouped() ? RelationWords.GROUP : view.from(), List.of(), "", lines);
        }
        return lines;
    }

    /** What the values of a document's key are called. */
    String key(View view) {
        return names(
                view.isGrouped()
                        ? List.copyOf(view.groups().keySet())
                        : model.source(view.from()).key());
    }

    /** Several names in a row. */
    String names(List<String> names) {
        return names.stream().map(style::name).collect(Collectors.joining(", "));
    }

    /** The columns of a plan. */
    String columns(List<String> columns) {
        return columns.contains(RowReader.WHOLE) ? "all" : names(columns);
    }

    private void fields(Fields fields, String source, List<Step> path, String indent, List<String> lines) {
        if (fields.all()) {
            lines.add(indent + "- all columns, as they come");
        }
        List<String> plain = new ArrayList<>();
        for (Field field : fields.list()) {
            if (field instanceof Field.Column column && column.column().equals(Operand.Column.own(column.name()))) {
                plain.add(column.name());
                continue;
            }
            plain(plain, indent, lines);
            lines.add(indent + "- " + describe(field, source, path));
            nested(field, indent + "  ", lines);
        }
        plain(plain, indent, lines);
    }

    private void nested(Field field, String indent, List<String> lines) {
        if (field instanceof Field.Related related) {
            fields(related.fields(), related.relation(), indent, lines);
        } else if (field instanceof Field.Flattened flattened) {
            fields(flattened.fields(), flattened.relation(), indent, lines);
        }
    }

    private void fields(Fields fields, Relation relation, String indent, List<String> lines) {
        fields(fields, RelationWords.target(relation), relation.path(), indent, lines);
    }

    /** Columns as they are share a line. */
    private void plain(List<String> columns, String indent, List<String> lines) {
        if (!columns.isEmpty()) {
            lines.add(indent + "- " + names(columns));
            columns.clear();
        }
    }

    private String describe(Field field, String source, List<Step> path) {
        if (field instanceof Field.Flattened flattened) {
            return "of " + one(flattened.relation(), source) + ":";
        }
        return style.name(field.name()) + ": " + value(field, source, path);
    }

    private String value(Field field, String source, List<Step> path) {
        if (field instanceof Field.Column column) {
            return "column " + style.name(RelationWords.column(column.column(), path));
        }
        if (field instanceof Field.Computed computed) {
            return style.name(computed.computation().expression().text());
        }
        if (field instanceof Field.Plucked plucked) {
            return plucked(plucked, source);
        }
        if (field instanceof Field.Total total) {
            return total(total, source);
        }
        return field instanceof Field.Related related ? related(related, source) : "";
    }

    private String related(Field.Related related, String source) {
        return related.cardinality() == Field.Cardinality.ONE
                ? one(related.relation(), source) + "; in it:"
                : "many " + rows(related.relation(), source) + "; in each:";
    }

    private String one(Relation relation, String source) {
        boolean first = !relation.isLookup();
        List<String> parts = new ArrayList<>(relations.rows(relation, source));
        if (first) {
            parts.addAll(relations.arrangement(relation));
        }
        parts.add(relation.required() ? "without it the row is left out" : "null when there is none");
        return (first ? "the first of " : "one ") + String.join(", ", parts);
    }

    private String rows(Relation relation, String source) {
        List<String> parts = new ArrayList<>(relations.rows(relation, source));
        parts.addAll(relations.arrangement(relation));
        return String.join(", ", parts);
    }

    private String plucked(Field.Plucked plucked, String source) {
        return "an array of " + style.name(plucked.column()) + " of " + rows(plucked.relation(), source);
    }

    private String total(Field.Total total, String source) {
        String what = total.of()
                .map(of -> style.name(of.expression().text()))
                .or(() -> total.column().map(style::name))
                .orElse("");
        String function = switch (total.function()) {
            case COUNT -> "the number of" + (total.relation().distinct() ? " different" : "");
            case SUM -> "the sum of " + what + " of";
            case AVG -> "the average of " + what + " of";
            case MIN -> "the smallest " + what + " of";
            case MAX -> "the largest " + what + " of";
            case COUNT_DISTINCT -> "how many different " + what + " there are in";
        };
        return function + " " + String.join(", ", relations.rows(total.relation(), source));
    }
}
