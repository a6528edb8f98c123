package dev.tributary.docs;

import dev.tributary.docs.Mermaid.Shape;
import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.Step;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.List;

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
        graph.chart.arrow("source " + view.from(), DOCUMENT, "one per row");
        graph.joins(view.fields(), DOCUMENT);
        return graph.chart.block();
    }

    private void source(String name) {
        Source source = model.source(name);
        chart.node("source " + name, Shape.CYLINDER, List.of(name, source.topic()));
    }

    private void joins(Fields fields, String parent) {
        for (Field field : fields.list()) {
            if (field instanceof Field.Related related) {
                join(related, parent);
            }
        }
    }

    private void join(Field.Related related, String parent) {
        String join = parent + " " + related.name();
        related.path().forEach(step -> source(step.source()));
        chart.node(join, Shape.BOX, label(related));
        for (Step step : related.path()) {
            chart.arrow("source " + step.source(), join, "by " + String.join(", ", step.columns()));
        }
        chart.arrow(join, parent);
        joins(related.fields(), join);
    }

    private static List<String> label(Field.Related related) {
        List<String> how = new ArrayList<>();
        how.add(related.cardinality() == Field.Cardinality.ONE ? "one" : "many");
        related.limit().ifPresent(limit -> how.add("at most " + limit));
        if (related.required()) {
            how.add("required");
        }
        return List.of(related.name(), String.join(", ", how));
    }
}
