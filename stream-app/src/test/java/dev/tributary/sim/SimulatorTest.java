package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Event;
import dev.tributary.oracle.Examples;
import dev.tributary.oracle.History;
import dev.tributary.oracle.Oracle;
import dev.tributary.oracle.Rows;
import dev.tributary.plan.Planner;
import dev.tributary.sim.Faults.Broken;
import dev.tributary.view.Model;
import dev.tributary.view.View;
import dev.tributary.view.ViewFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The examples' views through crashes, lost sends, replays, zombies, promotions and compaction: at the end every copy has
 * the documents that the oracle has. {@code -Dsim.seeds=N} runs more, {@code -Dsim.seed=S} replays one.
 */
class SimulatorTest {
    private static final int SEEDS = Integer.getInteger("sim.seeds", 2_000);
    private static final int BROKEN_SEEDS = 4_000;
    private static final int LENGTH = 60;

    private record Subject(Path file, Model model, Oracle oracle, View view) {}

    private static List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (Path example : Examples.all()) {
            Path file = Examples.views(example);
            Model model = ViewFiles.load(List.of(file)).model();
            model.views().values().forEach(view -> subjects.add(new Subject(file, model, Oracle.of(file), view)));
        }
        return subjects;
    }

    @Test
    void theSameDocumentsAsTheOracleWithoutFaults() {
        runSeeds(Faults.NONE, Math.min(SEEDS, 300));
    }

    @Test
    void theSameDocumentsAsTheOracleWhateverGoesWrong() {
        runSeeds(Faults.MANY, SEEDS);
    }

    @Test
    void theSameDocumentsAsTheOracleWhenTasksHardlyStayAlive() {
        runSeeds(Faults.HARSH, SEEDS / 4);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void findsWhatIsBrokenOnPurpose(Broken broken) {
        List<Subject> subjects = subjects();
        for (int seed = 0; seed < BROKEN_SEEDS; seed++) {
            if (mismatch(subjects.get(seed % subjects.size()), Faults.HARSH.with(broken), seed, LENGTH) != null) {
                System.out.println(broken + " was found with seed " + seed);
                return;
            }
        }
        throw new AssertionError(broken + " was not found with " + BROKEN_SEEDS + " seeds");
    }

    private static void runSeeds(Faults faults, int seeds) {
        List<Subject> subjects = subjects();
        Integer only = Integer.getInteger("sim.seed");
        for (int seed = only == null ? 0 : only; seed < (only == null ? seeds : only + 1); seed++) {
            Subject subject = subjects.get(seed % subjects.size());
            String mismatch = mismatch(subject, faults, seed, LENGTH);
            if (mismatch != null) {
                throw new AssertionError(shrunk(subject, faults, seed, mismatch));
            }
        }
        assertThat(subjects).isNotEmpty();
    }

    /** The shortest history of the seed that fails. */
    private static String shrunk(Subject subject, Faults faults, long seed, String mismatch) {
        for (int length = 1; length < LENGTH; length++) {
            String shorter = mismatch(subject, faults, seed, length);
            if (shorter != null) {
                return message(subject, seed, length, shorter)
                        + History.of(subject.file, seed, length).toString().replace("Event[", "\n  Event[");
            }
        }
        return message(subject, seed, LENGTH, mismatch);
    }

    private static String message(Subject subject, long seed, int length, String mismatch) {
        return subject.view.name() + ", -Dsim.seed=" + seed + ", " + length + " events: " + mismatch + "\n";
    }

    private static @Nullable String mismatch(Subject subject, Faults faults, long seed, int length) {
        List<Event> events = History.of(subject.file, seed, length);
        Simulator simulator =
                new Simulator(subject.model, Planner.plan(subject.model, subject.view), events, faults, seed);
        try {
            simulator.run();
            var expected = subject.oracle
                    .evaluate(Rows.after(subject.oracle.file(), events).latest())
                    .get(subject.view.name());
            String active = difference("active", expected, simulator.documents());
            String standby = difference("standby", expected, simulator.standbyDocuments());
            String restored = difference("restored", expected, simulator.restoredDocuments());
            return active != null ? active : standby != null ? standby : restored;
        } catch (RuntimeException failure) {
            if (faults.broken() == Broken.NOTHING) {
                throw new AssertionError(message(subject, seed, length, failure.toString()), failure);
            }
            return failure.toString();
        }
    }

    private static @Nullable String difference(
            String copy, Map<String, Map<String, @Nullable Object>> expected, Map<String, byte[]> actual) {
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            String difference = Documents.difference(expected.get(key), actual.get(key));
            if (difference != null) {
                return copy + " document " + key + ": " + difference;
            }
        }
        return null;
    }
}
