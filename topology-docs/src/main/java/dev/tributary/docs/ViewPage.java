package dev.tributary.docs;

import dev.tributary.plan.Log;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Step;
import dev.tributary.topology.Topologies;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** The page of one view. */
final class ViewPage {
    private final Model model;
    private final View view;
    private final Words words;
    private final Wiring wiring;
    private final Inventory inventory;
    private final StringBuilder page = new StringBuilder();

    private ViewPage(Model model, View view) {
        this.model = model;
        this.view = view;
        words = new Words(model, Style.MARKDOWN);
        wiring = Wiring.of(model, view);
        inventory = new Inventory(wiring, words, Style.MARKDOWN);
    }

    static String markdown(Model model, View view) {
        return new ViewPage(model, view).markdown();
    }

    private String markdown() {
        line("# " + view.name());
        contents();
        sources();
        graphs();
        inventory();
        return page.toString();
    }

    private void contents() {
        line("");
        line("There is " + words.root(view) + ".");
        line("");
        line("## What a document is made of");
        line("");
        words.fields(view).forEach(this::line);
    }

    private void sources() {
        line("");
        line("## Sources");
        line("");
        Table table = new Table(List.of("source", "topic", "format", "key", "columns that the view needs"));
        for (Source source : wiring.plan().sources()) {
            table.row(List.of(
                    name(source.name()),
                    name(source.topic()),
                    source.format().name().toLowerCase(Locale.ROOT),
                    source.kind() == Source.Kind.EVENTS ? "none: events" : words.names(source.key()),
                    columns(source)));
        }
        page.append(table.markdown());
    }

    private String columns(Source source) {
        List<String> columns = wiring.plan().columns().getOrDefault(source.name(), List.of());
        return words.columns(columns);
    }

    private void graphs() {
        line("");
        line("## The joins");
        line("");
        page.append(LogicalGraph.draw(model, view));
        line("");
        line("## How it runs");
        line("");
        line(
                "Framed: a topic of another service. Rounded: an internal topic, a log. Box: a processor. Cylinder: a store.");
        line(
                "An arrow from a topic is a source node, an arrow to a topic is a sink; a dotted one writes back to the log that");
        line("the processor itself reads, to keep it right. " + PlaceholderTopics.LEGEND);
        line("");
        page.append(PhysicalGraph.draw(List.of(wiring.view()), wiring.isSourceTopic(), this::title));
        line("");
        line("The row logs come from the sources' ingestion, which all views of a service share:");
        line("");
        page.append(PhysicalGraph.draw(wiring.ingestion(), wiring.isSourceTopic(), ViewPage::ingestionTitle));
    }

    /** A sub-topology's number is the first part of its tasks' ids. */
    private String title(Subtopology part) {
        Set<String> stores = stores(part);
        String what = wiring.plan().steps().stream()
                .map(Step::log)
                .filter(log -> stores.contains(Topologies.storeName(log)))
                .map(this::title)
                .collect(Collectors.joining(", "));
        return "sub-topology " + part.id() + ": " + (what.isEmpty() ? "events" : what);
    }

    private String title(Log log) {
        if (log.equals(wiring.plan().documents())) {
            return "the documents";
        }
        return wiring.plan()
                .visited(log)
                .map(source -> source.name() + " and its visitors")
                .or(() -> wiring.plan().sources().stream()
                        .filter(source -> Planner.rowLog(source).equals(log))
                        .map(source -> "rows of " + source.name())
                        .findFirst())
                .orElse(log.name());
    }

    private static String ingestionTitle(Subtopology part) {
        return stores(part).isEmpty() ? "decoding" : "upkeep of a row log";
    }

    private static Set<String> stores(Subtopology part) {
        return part.nodes().stream()
                .flatMap(node -> node instanceof Processor processor ? processor.stores().stream() : Stream.empty())
                .collect(Collectors.toSet());
    }

    private void inventory() {
        line("");
        line("## Internal topics");
        line("");
        line("All are compacted but the dead letters, and all logs have the same number of partitions. "
                + "\"By\" is what decides an entry's partition.");
        line("");
        page.append(table("topic", inventory.topics()));
        line("");
        line("## Stores");
        line("");
        line("A store is a fold of its log, which is its only changelog.");
        line("");
        page.append(table("store", inventory.stores()));
    }

    private static String table(String kind, List<Entry> entries) {
        Table table = new Table(List.of(kind, "what it is for", "key", "by", "what its loss costs"));
        for (Entry entry : entries) {
            List<String> cells = new ArrayList<>(List.of(name(entry.name())));
            cells.addAll(List.of(entry.purpose(), entry.key(), entry.partitioning(), entry.loss()));
            table.row(cells);
        }
        return table.markdown();
    }

    private static String name(String name) {
        return Style.MARKDOWN.name(name);
    }

    private void line(String line) {
        page.append(line).append('\n');
    }
}
