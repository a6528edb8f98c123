package dev.tributary.metrics;

import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.runtime.ViewStatus.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How the views are doing: looked at once for all figures of a scrape. Not thread-safe. */
final class ViewMeters {
    private static final double MS = 1_000;

    private final MeterRegistry registry;
    private final Map<String, Shown> views = new HashMap<>();

    ViewMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What the gauges show; they are read by the thread that scrapes. */
    private static final class Shown {
        private volatile ViewStatus status;

        Shown(ViewStatus status) {
            this.status = status;
        }
    }

    void update(Map<String, ViewReads> served) {
        served.forEach((name, view) -> {
            ViewStatus status = view.status();
            views.computeIfAbsent(name, first -> register(first, status)).status = status;
        });
    }

    private Shown register(String view, ViewStatus first) {
        Shown shown = new Shown(first);
        gauge("tributary.view.documents", "Documents in the copies of this instance", view, shown, s -> s.documents());
        gauge("tributary.view.lag.records", "Records still to be processed", view, shown, s -> s.lagRecords());
        gauge("tributary.view.lag.seconds", "How long the oldest of them has waited", view, shown, s -> s.lagMs() / MS);
        gauge("tributary.view.progress", "Of building or restoring, 0 to 1", view, shown, s -> s.progress());
        for (State state : State.values()) {
            Gauge.builder("tributary.view.state", shown, s -> s.status.state() == state ? 1 : 0)
                    .description("1 for the state that the view is in")
                    .tags("view", view, "state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        return shown;
    }

    private void gauge(String name, String description, String view, Shown shown, ToDoubleFunction<ViewStatus> figure) {
        Gauge.builder(name, shown, s -> figure.applyAsDouble(s.status))
                .description(description)
                .tag("view", view)
                .register(registry);
    }
}
