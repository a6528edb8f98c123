package dev.tributary.trials.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What was done to a cluster, and what came of it, with its times. Thread-safe. */
public final class FaultLog {
    private final long startNs = System.nanoTime();
    private final List<String> lines = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Consumer<String> listener = line -> {};

    /** Tells somebody what is noted from now on, as it happens. */
    public synchronized void tell(Consumer<String> whom) {
        listener = whom;
    }

    /** Notes an event. */
    public synchronized void note(String event) {
        String line = String.format(Locale.ROOT, "%7.1f s  %s", (System.nanoTime() - startNs) / 1e9, event);
        lines.add(line);
        listener.accept(line);
    }

    /** Notes something that should not have happened. */
    public synchronized void complain(String what) {
        note("COMPLAINT: " + what);
        complaints.add(what);
    }

    /** All that was noted, in order. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** What should not have happened. */
    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }
}
