package dev.tributary.docs;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository's examples and the pages of them that are checked in. */
final class CheckedIn {
    /** Rewrites what is checked in instead of comparing with it. */
    static final boolean UPDATE = Boolean.getBoolean("docs.update");

    static final String HOW_TO_UPDATE =
            "If the change is meant, rewrite what is checked in, look at the difference, and commit it:\n"
                    + "  mvn test -pl sandbox,stream-app,topology-docs -Dtest='Pages*'"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true";

    static final String WHAT_RENAMING_COSTS = "A renamed store or topic is a new and empty one: all state under the old"
            + " name is lost to running services, and is built again from the logs or the source topics, as far as"
            + " these still have it.";

    private static final Pattern TABLE_NAME = Pattern.compile("^\\| (?:`` (.+?) ``|`([^`]+)`) \\|.*");

    private CheckedIn() {}

    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("examples"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException(
                    "no folder examples above " + Path.of("").toAbsolutePath());
        }
        return at;
    }

    static Path pages() {
        return root().resolve("topology-docs").resolve("pages");
    }

    /** The models of the examples, by the examples' names. */
    static Map<String, Model> models() {
        Map<String, Model> models = new TreeMap<>();
        for (Path example : list(root().resolve("examples"))) {
            Path views = example.resolve("views.yaml");
            if (Files.exists(views)) {
                models.put(
                        example.getFileName().toString(),
                        ViewFiles.load(List.of(views)).model());
            }
        }
        return models;
    }

    static List<Path> list(Path dir) {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file, or nothing when it is not there. */
    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the internal topics and stores in the tables of a page. */
    static Set<String> names(String page) {
        Set<String> names = new LinkedHashSet<>();
        int tables = page.indexOf("\n## Internal topics");
        page.substring(Math.max(0, tables)).lines().map(TABLE_NAME::matcher).forEach(line -> {
            if (line.matches()) {
                names.add(line.group(1) == null ? line.group(2) : line.group(1));
            }
        });
        return names;
    }

    /** Which names only one of two sets has, as lines to read; empty when none. */
    static String renamed(Set<String> before, Set<String> now) {
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(now);
        Set<String> added = new LinkedHashSet<>(now);
        added.removeAll(before);
        String text = (gone.isEmpty() ? "" : "No longer there: " + String.join(", ", gone) + "\n")
                + (added.isEmpty() ? "" : "New: " + String.join(", ", added) + "\n");
        return text.isEmpty() ? "" : text + WHAT_RENAMING_COSTS + "\n";
    }
}
