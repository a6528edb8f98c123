package dev.tributary.sim;

import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Event;
import dev.tributary.oracle.History;
import dev.tributary.oracle.Oracle;
import dev.tributary.oracle.Rows;
import dev.tributary.oracle.ViewFile;
import dev.tributary.plan.Planner;
import dev.tributary.sim.Faults.Broken;
import dev.tributary.view.Model;
import dev.tributary.view.View;
import dev.tributary.view.ViewFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One view, run through the simulator and compared with what the oracle has. */
record Trial(ViewFile file, Model model, View view) {
    /** Few, so that running totals are carried within a short history. */
    private static final int EVENTS_KEPT = 3;

    /** A trial of each view in a file's text. */
    static List<Trial> of(String name, String text) {
        Model model = ViewFiles.parse(Map.of(name, text)).model();
        ViewFile file = ViewFile.ofText(text);
        List<Trial> trials = new ArrayList<>();
        model.views().values().forEach(view -> trials.add(new Trial(file, model, view)));
        return trials;
    }

    /** What is wrong after the history of a seed, or null. */
    @Nullable
    String mismatch(Faults faults, long seed, int length) {
        return mismatch(faults, seed, History.of(file, seed, length));
    }

    /** What is wrong after some events, or null. */
    @Nullable
    String mismatch(Faults faults, long seed, List<Event> events) {
        try {
            Simulator simulator = new Simulator(model, Planner.plan(model, view, EVENTS_KEPT), events, faults, seed);
            simulator.run();
            var expected =
                    new Oracle(file).evaluate(Rows.after(file, events).latest()).get(view.name());
            String active = difference("active", expected, simulator.documents());
            String standby = difference("standby", expected, simulator.standbyDocuments());
            String restored = difference("restored", expected, simulator.restoredDocuments());
            return active != null ? active : standby != null ? standby : restored;
        } catch (RuntimeException failure) {
            if (faults.broken() == Broken.NOTHING) {
                throw new AssertionError(view.name() + ", seed " + seed + ", " + events.size() + " events", failure);
            }
            return failure.toString();
        }
    }

    /** The shortest history of the seed that fails, and how it does. */
    String shrunk(Faults faults, long seed, int length, String property, String mismatch) {
        for (int shorter = 1; shorter < length; shorter++) {
            String found = mismatch(faults, seed, shorter);
            if (found != null) {
                return message(seed, shorter, property, found)
                        + History.of(file, seed, shorter).toString().replace("Event[", "\n  Event[");
            }
        }
        return message(seed, length, property, mismatch);
    }

    private String message(long seed, int length, String property, String mismatch) {
        return view.name() + ", -D" + property + "=" + seed + ", " + length + " events: " + mismatch + "\n";
    }

    private static @Nullable String difference(
            String copy, Map<String, Map<String, @Nullable Object>> expected, Map<String, byte[]> actual) {
        TreeSet<String> keys = new TreeSet<>(actual.keySet());
        keys.addAll(expected.keySet());
        for (String key : keys) {
            String difference = Documents.difference(expected.get(key), actual.get(key));
            if (difference != null) {
                return copy + " document " + key + ": " + difference;
            }
        }
        return null;
    }
}
