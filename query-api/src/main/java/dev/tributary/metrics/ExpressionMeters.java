package dev.tributary.metrics;

import dev.tributary.plan.Failures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/** How often the expressions of the view files failed. Not thread-safe. */
final class ExpressionMeters {
    private static final int MOST_CHARS = 120;

    private final MeterRegistry registry;
    private final Map<String, Shown> expressions = new HashMap<>();

    ExpressionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private static final class Shown {
        private volatile long failures;
    }

    /** Those that begin alike count as one. */
    void update() {
        Map<String, Long> counts = new HashMap<>();
        Failures.counts().forEach((text, count) -> counts.merge(shortened(text), count, Long::sum));
        counts.forEach((text, count) -> expressions.computeIfAbsent(text, this::register).failures = count);
    }

    private static String shortened(String text) {
        return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text;
    }

    private Shown register(String text) {
        Shown shown = new Shown();
        FunctionCounter.builder("tributary.expression.failures", shown, s -> s.failures)
                .description("How often an expression of the view files failed")
                .tag("expression", text)
                .register(registry);
        return shown;
    }
}
