package dev.tributary.docs;

import dev.tributary.docs.Mermaid.Shape;
import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Model;
import dev.tributary.view.Relation;
import dev.tributary.view.Source;
import dev.tributary.view.Step;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a view as its file declares it: sources, joins, document. */
final class LogicalGraph {
    private static final String DOCUMENT = "document";

    private final Mermaid chart = new Mermaid();
    private final Model model;

    private LogicalGraph(Model model) {
        this.model = model;
    }

    static String draw(Model model, View view) {
        LogicalGraph graph = new LogicalGraph(model);
        graph.source(view.from());
        graph.chart.node(DOCUMENT, Shape.STADIUM, view.name());
        String root =
                view.isGrouped() ? "one per " + String.join(", ", view.groups().keySet()) : "one per row";
        graph.chart.arrow("source " + view.from(), DOCUMENT, root);
        graph.joins(view.fields(), DOCUMENT);
        return graph.chart.block();
    }

    private void source(String name) {
        Source source = model.source(name);
        String from = source.kind() == Source.Kind.VIEW ? "a view" : source.topic();
        chart.node("source " + name, Shape.CYLINDER, List.of(name, from));
    }

    private void joins(Fields fields, String parent) {
        for (Field field : fields.list()) {
            if (field instanceof Field.Related related) {
                String how = related.cardinality() == Field.Cardinality.ONE ? "one" : "many";
                join(related.name(), related.name(), how, related.relation(), parent);
                joins(related.fields(), parent + " " + related.name());
            } else if (field instanceof Field.Flattened flattened) {
                String key = "flatten " + fields.list().indexOf(field);
                join(key, RelationWords.target(flattened.relation()), "flatten", flattened.relation(), parent);
                joins(flattened.fields(), parent + " " + key);
            } else if (field instanceof Field.Plucked plucked) {
                join(plucked.name(), plucked.name(), "pluck " + plucked.column(), plucked.relation(), parent);
            } else if (field instanceof Field.Total total) {
                join(
                        total.name(),
                        total.name(),
                        total.function().name().toLowerCase(Locale.ROOT),
                        total.relation(),
                        parent);
            }
        }
    }

    private void join(String key, String name, String how, Relation relation, String parent) {
        String join = parent + " " + key;
        relation.path().forEach(step -> source(step.source()));
        chart.node(join, Shape.BOX, List.of(name, label(how, relation)));
        for (Step step : relation.path()) {
            chart.arrow("source " + step.source(), join, "by " + String.join(", ", step.columns()));
        }
        chart.arrow(join, parent);
    }

    private static String label(String verb, Relation relation) {
        List<String> how = new ArrayList<>(List.of(verb));
        relation.limit().ifPresent(limit -> how.add("at most " + limit));
        if (relation.required()) {
            how.add("required");
        }
        if (relation.where().isPresent()) {
            how.add("filtered");
        }
        return String.join(", ", how);
    }
}
