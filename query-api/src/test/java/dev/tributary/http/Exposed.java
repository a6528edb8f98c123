package dev.tributary.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} showed. */
record Exposed(String text) {
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) \\S+$", Pattern.MULTILINE);
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(\\{.*})? (\\S+)$", Pattern.MULTILINE);

    /** The names of metrics: a histogram is one. */
    Set<String> metrics() {
        return names(TYPE);
    }

    /** The names of what can be queried: a histogram is several. */
    Set<String> samples() {
        return names(SAMPLE);
    }

    private Set<String> names(Pattern pattern) {
        Set<String> names = new TreeSet<>();
        for (Matcher each = pattern.matcher(text); each.find(); ) {
            names.add(each.group(1));
        }
        return names;
    }

    /** All series of a name, as they are written: labels, a blank, the value. */
    List<String> series(String name) {
        List<String> series = new ArrayList<>();
        for (Matcher each = SAMPLE.matcher(text); each.find(); ) {
            if (each.group(1).equals(name)) {
                String labels = Optional.ofNullable(each.group(2)).orElse("");
                series.add(labels + " " + each.group(3));
            }
        }
        return series;
    }

    /** The value of the one series with these labels, in any order; 0 when there is none. */
    double value(String name, String... labels) {
        List<String> found = series(name).stream()
                .filter(series -> List.of(labels).stream().allMatch(series::contains))
                .toList();
        if (found.size() > 1) {
            throw new AssertionError("several series of " + name + ": " + found);
        }
        return found.isEmpty()
                ? 0
                : Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ') + 1));
    }
}
