package dev.tributary.view;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the model of what the files declare. */
final class ModelReader {
    private final Declarations declarations;
    private final Problems problems;
    private final ColumnUses uses = new ColumnUses();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Views views;
    private final Names names;
    private final References references;
    private final Publications publications;
    private final ViewReader viewReader;

    ModelReader(Declarations declarations, Problems problems) {
        this.declarations = declarations;
        this.problems = problems;
        this.views = new Views(declarations.views());
        this.names = new Names(sources, views.names(), declarations.identifiers(), this::rows, problems);
        this.references = new References(uses, problems);
        this.publications = new Publications(problems);
        this.viewReader = new ViewReader(new Context(names, uses, problems), references, publications);
    }

    private Optional<Source> rows(String view) {
        return views.rows(view, viewReader);
    }

    /** Sources first: views need all their names, keys and references, in whichever file they are. */
    Model read() {
        SourceReader sourceReader = new SourceReader(new Context(names, uses, problems), references);
        for (Entry entry : declarations.sources()) {
            sources.putIfAbsent(entry.name(), sourceReader.read(entry));
        }
        Map<String, View> read = new LinkedHashMap<>();
        Map<String, Source> rows = new LinkedHashMap<>();
        for (Entry entry : declarations.views()) {
            if (read.containsKey(entry.name())) {
                // its name is taken, but it has mistakes of its own to tell
                viewReader.read(entry);
                continue;
            }
            views.view(entry.name(), viewReader).ifPresent(view -> read.put(entry.name(), view));
            rows(entry.name()).ifPresent(source -> rows.put(entry.name(), source));
        }
        references.check(names);
        names.graph().check(problems);
        publications.check(sources);
        uses.check(all(rows), problems);
        return new Model(sources, read, rows);
    }

    /** Everything that has columns: groups as well, whose names no source can have. */
    private Map<String, Source> all(Map<String, Source> rows) {
        Map<String, Source> all = new LinkedHashMap<>(rows);
        all.putAll(sources);
        for (Source group : views.groups()) {
            all.put(group.name(), group);
        }
        return all;
    }
}
