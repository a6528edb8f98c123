package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every place where the files name a column, to find the names that no row will have. */
final class ColumnUses {
    private final Map<String, Map<String, List<Place>>> bySource = new LinkedHashMap<>();

    void add(String source, String column, Place place) {
        bySource.computeIfAbsent(source, s -> new LinkedHashMap<>())
                .computeIfAbsent(column, c -> new ArrayList<>())
                .add(place);
    }

    void check(Map<String, Source> sources, Problems problems) {
        Map<String, Integer> counts = new HashMap<>();
        bySource.values()
                .forEach(columns -> columns.forEach((c, places) -> counts.merge(c, places.size(), Integer::sum)));
        bySource.values().forEach(columns -> checkNames(columns, problems));
        bySource.forEach((source, columns) -> Optional.ofNullable(sources.get(source))
                .flatMap(Source::columns)
                .ifPresentOrElse(
                        declared -> checkDeclared(source, columns, declared, problems),
                        () -> checkUnsure(source, columns, counts, meant(sources.get(source)), problems)));
    }

    /** What begins like this is how the values of a key that is no column are called. */
    private static void checkNames(Map<String, List<Place>> columns, Problems problems) {
        columns.forEach((column, places) -> {
            if (column.startsWith(Source.IDENTITY)) {
                String message = "`" + column + "` cannot be a column";
                places.forEach(place -> problems.error("bad-name", place, message, "names begin with no `#`"));
            }
        });
    }

    private static Set<String> meant(@Nullable Source source) {
        return source == null ? Set.of() : source.mentioned();
    }

    private static void checkDeclared(
            String source, Map<String, List<Place>> columns, List<String> declared, Problems problems) {
        columns.forEach((column, places) -> {
            if (!declared.contains(column)) {
                String message = source + " has no column `" + column + "`";
                String hint = Nearest.hint(column, declared, "it has");
                places.forEach(place -> problems.error("unknown-column", place, message, hint));
            }
        });
    }

    /** Without a list of columns, only this is suspicious: a name used once, much like a name used elsewhere. */
    private static void checkUnsure(
            String source,
            Map<String, List<Place>> columns,
            Map<String, Integer> counts,
            Set<String> meant,
            Problems problems) {
        List<String> surer = new ArrayList<>();
        columns.forEach((column, places) -> {
            if (places.size() > 1) {
                surer.add(column);
            }
        });
        columns.forEach((column, places) -> {
            if (counts.getOrDefault(column, 0) == 1 && !meant.contains(column)) {
                warn(source, column, places.get(0), surer, problems);
            }
            // of two names used once each, the one named first is the surer one: keys come before fields
            surer.add(column);
        });
    }

    private static void warn(String source, String column, Place place, List<String> surer, Problems problems) {
        List<String> others = surer.stream().filter(c -> !numbered(c, column)).toList();
        Nearest.to(column, others).ifPresent(near -> {
            String message = "`" + column + "` is named only here; " + source + " also has `" + near + "`";
            problems.warning("unsure-column", place, message, "did you mean `" + near + "`?");
        });
    }

    /** Names like line1 and line2 are near each other on purpose. */
    private static boolean numbered(String a, String b) {
        return a.replaceAll("\\d+", "").equals(b.replaceAll("\\d+", ""));
    }
}
