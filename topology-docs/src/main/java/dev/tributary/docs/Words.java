package dev.tributary.docs;

import dev.tributary.codec.RowReader;
import dev.tributary.view.Condition;
import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Model;
import dev.tributary.view.Order;
import dev.tributary.view.Source;
import dev.tributary.view.Step;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what the documents of a view are made of. */
final class Words {
    private final Model model;
    private final Style style;

    Words(Model model, Style style) {
        this.model = model;
        this.style = style;
    }

    /** What there is a document of. */
    String root(View view) {
        String text = "one document per row of " + style.name(view.from()) + ", by "
                + names(model.source(view.from()).key());
        return view.where()
                .map(condition -> text + ", only where " + condition(condition, false))
                .orElse(text);
    }

    /** The view's fields, as a nested list. */
    List<String> fields(View view) {
        List<String> lines = new ArrayList<>();
        fields(view.fields(), view.from(), "", lines);
        return lines;
    }

    /** Several names in a row. */
    String names(List<String> names) {
        return names.stream().map(style::name).collect(Collectors.joining(", "));
    }

    /** The columns of a plan. */
    String columns(List<String> columns) {
        return columns.contains(RowReader.WHOLE) ? "all" : names(columns);
    }

    private void fields(Fields fields, String source, String indent, List<String> lines) {
        if (fields.all()) {
            lines.add(indent + "- all columns, as they come");
        }
        List<String> plain = new ArrayList<>();
        for (Field field : fields.list()) {
            if (field instanceof Field.Column column && column.name().equals(column.column())) {
                plain.add(column.name());
                continue;
            }
            plain(plain, indent, lines);
            lines.add(indent + "- " + style.name(field.name()) + describe(field, source));
            if (field instanceof Field.Related related) {
                fields(related.fields(), last(related.path()).source(), indent + "  ", lines);
            }
        }
        plain(plain, indent, lines);
    }

    /** Columns as they are share a line. */
    private void plain(List<String> columns, String indent, List<String> lines) {
        if (!columns.isEmpty()) {
            lines.add(indent + "- " + names(columns));
            columns.clear();
        }
    }

    private String describe(Field field, String source) {
        if (field instanceof Field.Column column) {
            return ": column " + style.name(column.column());
        }
        return field instanceof Field.Related related ? ": " + related(related, source) : "";
    }

    private String related(Field.Related related, String source) {
        boolean one = related.cardinality() == Field.Cardinality.ONE;
        boolean first = one && related.path().stream().anyMatch(step -> step.direction() == Step.Direction.DOWN);
        List<String> parts = new ArrayList<>();
        String kind = first ? "the first of " : one ? "one " : "many ";
        parts.add(kind + style.name(last(related.path()).source()));
        parts.add(path(related.path(), source));
        if (!one || first) {
            parts.add(order(related));
        }
        related.limit().ifPresent(limit -> parts.add("at most " + limit));
        if (one) {
            parts.add(related.required() ? "without it the row is left out" : "null when there is none");
        }
        return String.join(", ", parts) + (one ? "; in it:" : "; in each:");
    }

    /** The foreign keys along a path, each named by the source that has it. */
    private String path(List<Step> path, String from) {
        List<String> keys = new ArrayList<>();
        String before = from;
        for (Step step : path) {
            boolean up = step.direction() == Step.Direction.UP;
            String owner = up ? before : step.source();
            String which = before.equals(step.source()) ? (up ? "its own " : "their ") : "";
            keys.add(which
                    + style.name(step.columns().stream()
                            .map(column -> owner + "." + column)
                            .collect(Collectors.joining(", "))));
            before = step.source();
        }
        return "by " + String.join(" and ", keys);
    }

    private String order(Field.Related related) {
        if (related.orderBy().isEmpty()) {
            return "in the order of their keys";
        }
        return related.orderBy().stream()
                .map(order -> order(order, related.path()))
                .collect(Collectors.joining(", then "));
    }

    private String order(Order order, List<Step> path) {
        String of = path.get(order.step()).source();
        String column = style.name(order.step() == path.size() - 1 ? order.column() : of + "." + order.column());
        if (isTime(model.source(of), order.column())) {
            return (order.descending() ? "newest " : "oldest ") + column + " first";
        }
        return column + (order.descending() ? " descending" : " ascending");
    }

    private static boolean isTime(Source source, String column) {
        var type = source.types().get(column);
        return type != null
                && (type.kind().name().startsWith("TIME") || type.kind().name().equals("DATE"));
    }

    private String condition(Condition condition, boolean nested) {
        if (condition instanceof Condition.And and) {
            return parts(and.parts(), " and ", nested);
        }
        if (condition instanceof Condition.Or or) {
            return parts(or.parts(), " or ", nested);
        }
        if (condition instanceof Condition.Not not) {
            return "not (" + condition(not.part(), false) + ")";
        }
        return condition instanceof Condition.Compare compare ? compare(compare) : condition.toString();
    }

    private String parts(List<Condition> parts, String joint, boolean nested) {
        String text = parts.stream().map(part -> condition(part, true)).collect(Collectors.joining(joint));
        return nested ? "(" + text + ")" : text;
    }

    private String compare(Condition.Compare compare) {
        String operator = switch (compare.operator()) {
            case EQ -> " is ";
            case NE -> " is not ";
            case LT -> " is less than ";
            case LE -> " is at most ";
            case GT -> " is more than ";
            case GE -> " is at least ";
        };
        return style.name(compare.column()) + operator + literal(compare.literal());
    }

    private String literal(@Nullable Object literal) {
        return literal instanceof String text ? style.name("'" + text + "'") : String.valueOf(literal);
    }

    private static Step last(List<Step> path) {
        return path.get(path.size() - 1);
    }
}
