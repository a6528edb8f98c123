package dev.tributary.view;

import dev.tributary.config.Node;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources and views of all files, not yet read. One whose name is taken is among them: it has mistakes to tell. */
record Declarations(List<Entry> sources, List<Entry> views) {
    /** Names become parts of topics, URLs and paths of relations. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    static Declarations of(List<Node> roots, Problems problems) {
        Declarations declarations = new Declarations(new ArrayList<>(), new ArrayList<>());
        Map<String, Place> taken = new LinkedHashMap<>();
        for (Node root : roots) {
            Place top = Place.of(root.place().file());
            Section.of(root, top, "a view file", problems).ifPresent(file -> {
                file.only(List.of("sources", "views"));
                if (file.entry("sources").isEmpty() && file.entry("views").isEmpty()) {
                    String hint = "a view file has `sources:` or `views:` or both";
                    problems.error("missing-key", top, "this file declares nothing", hint);
                }
                collect(file, "sources", declarations.sources, taken, problems);
                collect(file, "views", declarations.views, taken, problems);
            });
        }
        return declarations;
    }

    /** The names of all, as expressions write them. */
    Set<String> identifiers() {
        return Stream.concat(sources.stream(), views.stream())
                .map(entry -> entry.name().replace('-', '_'))
                .collect(Collectors.toSet());
    }

    private static void collect(
            Section file, String key, List<Entry> into, Map<String, Place> taken, Problems problems) {
        for (Entry entry : file.section(key).map(Section::entries).orElse(List.of())) {
            Place place = entry.key().place();
            if (!NAME.matcher(entry.name()).matches()) {
                String hint = "use letters, digits, `_` and `-`, at most 100";
                problems.error("bad-name", place, "`" + entry.name() + "` cannot be a name here", hint);
            }
            Place first = taken.putIfAbsent(entry.name(), place);
            into.add(entry);
            if (first != null) {
                String hint = "first in " + first.file() + " on line " + first.line();
                String message = "there are two sources or views with the name `" + entry.name() + "`";
                problems.error("duplicate-name", place, message, hint);
            }
        }
    }
}
