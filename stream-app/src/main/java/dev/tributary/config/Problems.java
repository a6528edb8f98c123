package dev.tributary.config;

import dev.tributary.config.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of some files, so that all of them are told at once. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    /** A set: an anchored node is read wherever it is used, and its mistake is one mistake. */
    private final Set<Problem> found = new LinkedHashSet<>();

    public void error(String code, Place place, String message, String hint) {
        found.add(new Problem(Severity.ERROR, code, message, place, hint));
    }

    public void warning(String code, Place place, String message, String hint) {
        found.add(new Problem(Severity.WARNING, code, message, place, hint));
    }

    /** The warnings in the order of the files, when there is nothing worse; otherwise throws all there is. */
    public List<Problem> warningsOrThrow() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(BY_PLACE);
        if (sorted.stream().anyMatch(p -> p.severity() == Severity.ERROR)) {
            throw new InvalidInput(sorted);
        }
        return List.copyOf(sorted);
    }
}
