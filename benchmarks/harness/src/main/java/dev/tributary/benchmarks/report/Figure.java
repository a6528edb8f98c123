package dev.tributary.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * A figure, measured several times.
 *
 * @param what is measured, with its unit
 * @param of whom
 * @param runs one value each
 */
public record Figure(String what, String of, List<Double> runs) {
    public Figure {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("Expected a run of `" + what + "`, but there is none");
        }
        runs = List.copyOf(runs);
    }

    /** The middle one; of an even number the lower. */
    public double median() {
        return runs.stream().sorted().toList().get((runs.size() - 1) / 2);
    }

    double least() {
        return runs.stream().min(Double::compare).orElseThrow();
    }

    double most() {
        return runs.stream().max(Double::compare).orElseThrow();
    }

    /** With as many digits as mean something. */
    static String text(double value) {
        if (value >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
