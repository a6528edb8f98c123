package dev.tributary.docs;

import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages of a model: one per view, and an index. */
final class Pages {
    private static final String INDEX = "README.md";

    private Pages() {}

    /** The pages by file name, the index first. */
    static Map<String, String> of(Model model) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(INDEX, index(model));
        model.views().values().forEach(view -> pages.put(file(view), ViewPage.markdown(model, view)));
        return pages;
    }

    private static String file(View view) {
        return view.name() + ".md";
    }

    private static String index(Model model) {
        Words words = new Words(model, Style.MARKDOWN);
        Table views = new Table(List.of("view", "what there is"));
        model.views()
                .values()
                .forEach(view -> views.row(List.of("[" + view.name() + "](" + file(view) + ")", words.root(view))));
        Table sources = new Table(List.of("source", "topic", "format", "key", "views that use it"));
        Map<String, List<String>> uses = uses(model);
        model.sources().values().forEach(source -> sources.row(row(source, uses, words)));
        return "# Views\n\n" + views.markdown() + "\n## Sources\n\n" + sources.markdown();
    }

    private static List<String> row(Source source, Map<String, List<String>> uses, Words words) {
        return List.of(
                Style.MARKDOWN.name(source.name()),
                Style.MARKDOWN.name(source.topic()),
                source.format().name().toLowerCase(Locale.ROOT),
                words.names(source.key()),
                words.names(uses.getOrDefault(source.name(), List.of())));
    }

    private static Map<String, List<String>> uses(Model model) {
        return model.sources().values().stream()
                .collect(Collectors.toMap(
                        Source::name,
                        source -> model.views().values().stream()
                                .filter(view ->
                                        Wiring.of(model, view).plan().sources().contains(source))
                                .map(View::name)
                                .toList()));
    }
}
