package dev.tributary.benchmarks.command;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.report.Figure;
import java.util.Map;

/** What figures of several contenders say. */
final class Medians {
    private Medians() {}

    static double of(Map<Contender, Figure> figures, Contender contender) {
        Figure figure = figures.get(contender);
        if (figure == null) {
            throw new IllegalArgumentException(contender.name() + " was not measured");
        }
        return figure.median();
    }

    static double ratio(Map<Contender, Figure> figures, Contender above, Contender below) {
        return of(figures, above) / of(figures, below);
    }
}
