package dev.tributary.trials.fault;

import dev.tributary.trials.read.FaultClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was done to a cluster, and what came of it, with its times. Thread-safe. */
public final class FaultLog {
    private final FaultClock clock;
    private final List<String> lines = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Consumer<String> listener = line -> {};

    public FaultLog(FaultClock clock) {
        this.clock = clock;
    }

    /** Tells somebody what is noted from now on, as it happens. */
    public synchronized void tell(Consumer<String> whom) {
        listener = whom;
    }

    /** Notes an event. */
    public synchronized void note(String event) {
        String line = clock.text(System.nanoTime()) + "  " + event;
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
