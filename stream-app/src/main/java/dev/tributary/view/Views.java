package dev.tributary.view;

import dev.tributary.config.Node.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads views in the order in which they need each other, each when it is first named. */
final class Views {
    private final Map<String, Entry> declared = new LinkedHashMap<>();
    private final Map<String, ViewReader.Read> read = new HashMap<>();
    private final Set<String> reading = new HashSet<>();

    Views(List<Entry> entries) {
        entries.forEach(entry -> declared.putIfAbsent(entry.name(), entry));
    }

    Set<String> names() {
        return declared.keySet();
    }

    /** The view's documents as rows; empty while it is being read itself: then the views need each other. */
    Optional<Source> rows(String name, ViewReader reader) {
        return read(name, reader).map(ViewReader.Read::rows);
    }

    Optional<View> view(String name, ViewReader reader) {
        return read(name, reader).map(ViewReader.Read::view);
    }

    /** The groups of the views that are read, as rows. */
    List<Source> groups() {
        return read.values().stream().flatMap(view -> view.group().stream()).toList();
    }

    private Optional<ViewReader.Read> read(String name, ViewReader reader) {
        Entry entry = declared.get(name);
        if (entry != null && !read.containsKey(name) && reading.add(name)) {
            read.put(name, reader.read(entry));
        }
        return Optional.ofNullable(read.get(name));
    }
}
