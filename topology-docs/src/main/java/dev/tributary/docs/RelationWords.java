package dev.tributary.docs;

import dev.tributary.view.Model;
import dev.tributary.view.Operand;
import dev.tributary.view.Order;
import dev.tributary.view.Relation;
import dev.tributary.view.Source;
import dev.tributary.view.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words which rows a relation leads to. */
final class RelationWords {
    /** Stands for a group instead of a source's name, which is never empty. */
    static final String GROUP = "";

    private final Model model;
    private final Style style;

    RelationWords(Model model, Style style) {
        this.model = model;
        this.style = style;
    }

    /** The source of the related rows. */
    static String target(Relation relation) {
        return relation.path().get(relation.path().size() - 1).source();
    }

    /** The rows by their source's name, then by which keys, and which of them. */
    List<String> rows(Relation relation, String from) {
        List<String> parts = new ArrayList<>();
        parts.add(style.name(target(relation)));
        parts.add(path(relation.path(), from));
        relation.where()
                .ifPresent(where ->
                        parts.add("where " + style.name(where.expression().text())));
        return parts;
    }

    /** In what order, how often, and how many. */
    List<String> arrangement(Relation relation) {
        List<String> parts = new ArrayList<>();
        parts.add(order(relation));
        if (relation.distinct()) {
            parts.add("each once");
        }
        relation.limit().ifPresent(limit -> parts.add("at most " + limit));
        relation.by().ifPresent(by -> parts.add("as an object by " + style.name(column(by, relation.path()))));
        return parts;
    }

    /** The foreign keys along a path, each named by the source that has it. */
    private String path(List<Step> path, String from) {
        List<String> keys = new ArrayList<>();
        String before = from;
        for (Step step : path) {
            keys.add(before.equals(GROUP) ? "their group" : key(step, before));
            before = step.source();
        }
        return "by " + String.join(" and ", keys);
    }

    private String key(Step step, String before) {
        boolean up = step.direction() == Step.Direction.UP;
        String owner = up ? before : step.source();
        String which = before.equals(step.source()) ? (up ? "its own " : "their ") : "";
        return which
                + style.name(step.columns().stream()
                        .map(column -> owner + "." + column)
                        .collect(Collectors.joining(", ")));
    }

    private String order(Relation relation) {
        if (relation.orderBy().isEmpty()) {
            return "in the order of their keys";
        }
        return relation.orderBy().stream().map(order -> order(order, relation)).collect(Collectors.joining(", then "));
    }

    private String order(Order order, Relation relation) {
        if (order.by() instanceof Operand.Column by) {
            String name = style.name(column(by, relation.path()));
            if (isTime(model.source(source(by, relation.path())), by.column())) {
                return (order.descending() ? "newest " : "oldest ") + name + " first";
            }
            return name + direction(order);
        }
        String field = order.by() instanceof Operand.Member member ? member.field() : "";
        return style.name(field) + direction(order);
    }

    private static String direction(Order order) {
        return order.descending() ? " descending" : " ascending";
    }

    /** A column, with its source where that is not the related row's. */
    static String column(Operand.Column column, List<Step> path) {
        return column.step() == Operand.OWN ? column.column() : source(column, path) + "." + column.column();
    }

    private static String source(Operand.Column column, List<Step> path) {
        return path.get(column.step() == Operand.OWN ? path.size() - 1 : column.step())
                .source();
    }

    private static boolean isTime(Source source, String column) {
        var type = source.types().get(column);
        return type != null
                && (type.kind().name().startsWith("TIME") || type.kind().name().equals("DATE"));
    }
}
