package dev.tributary.docs;

import dev.tributary.plan.Plan;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.List;
import java.util.Locale;

/** Describes how a view is kept, for a terminal. */
public final class Explain {
    private final Words words;
    private final Wiring wiring;
    private final StringBuilder text = new StringBuilder();

    private Explain(Model model, View view) {
        words = new Words(model, Style.PLAIN);
        wiring = Wiring.of(model, view);
    }

    /** The plan of a view of the model, as text that ends with a line break. */
    public static String text(Model model, View view) {
        return new Explain(model, view).text();
    }

    private String text() {
        View view = wiring.plan().view();
        line(view.name() + ": " + words.root(view));
        words.fields(view).forEach(field -> line("  " + field));
        uses(wiring.plan().views());
        heading("Sources");
        wiring.plan().sources().forEach(this::source);
        heading("Joins, in the order in which rows take them");
        joins(wiring.plan().visits());
        Inventory inventory = new Inventory(wiring, words, Style.PLAIN);
        heading("Internal topics (<app> is <service>-<view>-<hash>)");
        inventory.topics().forEach(this::entry);
        heading("Stores");
        inventory.stores().forEach(this::entry);
        return text.toString();
    }

    /** What the view is made of, down to the sources. */
    private void uses(List<View> views) {
        if (views.size() > 1) {
            heading("Views, each after those that it uses");
            views.forEach(used -> line("  " + used.name() + ": " + words.root(used)));
        }
    }

    private void source(Source source) {
        boolean events = source.kind() == Source.Kind.EVENTS;
        line("  " + source.name() + (events ? ", events" : ", key " + words.names(source.key())));
        line("      topic    " + source.topic() + " (" + source.format().name().toLowerCase(Locale.ROOT) + ")");
        line("      columns  " + words.columns(wiring.plan().columns().getOrDefault(source.name(), List.of())));
    }

    private void joins(List<Plan.Visit> visits) {
        List<String> lines = visits.stream()
                .map(visit -> "  at a row of " + visit.visited() + ": " + visit.visitor() + " " + visit.purpose())
                .distinct()
                .toList();
        lines.forEach(this::line);
        if (lines.isEmpty()) {
            line("  none on the way: every row knows the document that it belongs to");
        }
    }

    private void entry(Entry entry) {
        line("  " + entry.name());
        line("      " + entry.purpose());
        line("      key      " + entry.key());
        line("      by       " + entry.partitioning());
        line("      if lost  " + entry.loss());
    }

    private void heading(String heading) {
        line("");
        line(heading);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
