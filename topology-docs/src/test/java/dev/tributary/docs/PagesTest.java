package dev.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tributary.view.Model;
import dev.tributary.view.View;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PagesTest {
    private static final Path NAMES = CheckedIn.pages().resolve("names.txt");

    @Test
    void thePagesOfTheExamplesAreUpToDate() throws IOException {
        StringBuilder stale = new StringBuilder();
        for (Map.Entry<String, Model> example : CheckedIn.models().entrySet()) {
            Path dir = CheckedIn.pages().resolve(example.getKey());
            Map<String, String> pages = TopologyDocs.pages(example.getValue());
            if (CheckedIn.UPDATE) {
                TopologyDocs.write(example.getValue(), dir);
            }
            pages.forEach((file, page) -> stale.append(difference(dir.resolve(file), page)));
            for (Path file : CheckedIn.list(dir)) {
                if (!pages.containsKey(file.getFileName().toString())) {
                    stale.append(name(file)).append(" is the page of no view: delete it\n");
                }
            }
        }
        if (!stale.isEmpty()) {
            fail(stale + CheckedIn.HOW_TO_UPDATE);
        }
    }

    @Test
    void noStoreOrTopicOfTheExamplesIsRenamed() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        names.add("# Every store and internal topic of the examples. Renaming one loses its state.");
        CheckedIn.models()
                .forEach((example, model) -> model.views()
                        .values()
                        .forEach(view -> addNames(example + "/" + view.name(), Wiring.of(model, view), names)));
        if (CheckedIn.UPDATE) {
            Files.writeString(NAMES, String.join("\n", names) + "\n");
        }
        Set<String> before = new LinkedHashSet<>(CheckedIn.read(NAMES).lines().toList());
        if (!before.equals(names)) {
            fail(name(NAMES) + " does not have the names that the examples have now.\n"
                    + CheckedIn.renamed(before, names) + CheckedIn.HOW_TO_UPDATE);
        }
    }

    private static void addNames(String view, Wiring wiring, Set<String> names) {
        wiring.internalTopics().forEach(topic -> names.add(view + ": topic " + topic));
        wiring.stores().forEach(store -> names.add(view + ": store " + store));
    }

    private static String difference(Path file, String now) {
        String before = CheckedIn.read(file);
        if (before.equals(now)) {
            return "";
        }
        String renamed = CheckedIn.renamed(CheckedIn.names(before), CheckedIn.names(now));
        return name(file) + " is stale\n" + firstDifference(before, now) + renamed + "\n";
    }

    private static String firstDifference(String before, String now) {
        List<String> was = before.lines().toList();
        List<String> is = now.lines().toList();
        int line = 0;
        while (line < Math.min(was.size(), is.size()) && was.get(line).equals(is.get(line))) {
            line++;
        }
        return "  line " + (line + 1) + "\n  was: " + at(was, line) + "\n  is:  " + at(is, line) + "\n";
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "(nothing)";
    }

    private static String name(Path file) {
        return CheckedIn.root().relativize(file).toString();
    }

    @Test
    void aRenamedStoreIsToldByItsName() {
        Set<String> before = CheckedIn.names(
                "## x\n| `no` | \n\n## Internal topics\n\n| topic | key |\n| `<app>-a` | `k` |\n| `b` | `k` |\n");
        assertThat(before).containsExactly("<app>-a", "b");
        assertThat(CheckedIn.renamed(before, Set.of("<app>-a", "c")))
                .isEqualTo("No longer there: b\nNew: c\n" + CheckedIn.WHAT_RENAMING_COSTS + "\n");
    }

    @Test
    void everyGraphIsWellFormed() {
        for (Model model : CheckedIn.models().values()) {
            TopologyDocs.pages(model).forEach(MermaidChecker::check);
        }
    }

    @Test
    void namesThatMeanSomethingToMermaidOrMarkdownAreOnlyNames() {
        Model model = ViewFiles.parse(Map.of("f.yaml", """
                sources:
                  end: {topic: 'a"b#c<d>', key: 'k|`l', references: {'x|y': subgraph}}
                  subgraph: {topic: t, key: id}
                views:
                  graph: {from: end, where: "note == 'a|b'", fields: ['k|`l', {click: {one: subgraph}}]}
                """)).model();
        View view = model.views().values().iterator().next();
        String page = TopologyDocs.page(model, view);
        MermaidChecker.check("graph.md", page);
        assertThat(page)
                .contains("n0[(\"end<br/>a#quot;b#35;c#lt;d#gt;\")]")
                .contains("| `end` | `a\"b#c<d>` | json | `` k\\|`l `` |");
    }

    @Test
    void writesAllPages(@TempDir Path dir) throws IOException {
        Model model = ViewFiles.parse(Map.of("f.yaml", "{sources: {s: {topic: t, key: id}}, views: {v: {from: s}}}"))
                .model();
        TopologyDocs.write(model, dir.resolve("new/pages"));
        TopologyDocs.pages(model)
                .forEach((file, page) ->
                        assertThat(dir.resolve("new/pages").resolve(file)).hasContent(page));
        assertThat(TopologyDocs.pages(model)).containsOnlyKeys("README.md", "v.md");
    }
}
