package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.InvalidInput;
import dev.tributary.oracle.Event;
import dev.tributary.oracle.Features;
import dev.tributary.oracle.GeneratedPair;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Made-up view files of the whole language, and histories for them, through the simulator, against the oracle. {@code
 * -Dpairs=N} runs more, {@code -Dpair=S} replays one.
 */
class WholeLanguageTest {
    private static final int PAIRS = Integer.getInteger("pairs", 300);
    private static final int DEPTH = 4;
    private static final int LENGTH = Integer.getInteger("pair.length", 40);

    @Test
    void theSameDocumentsAsTheOracleWithoutFaults() {
        run(Faults.NONE, PAIRS / 2);
    }

    @Test
    void theSameDocumentsAsTheOracleWhateverGoesWrong() {
        run(Faults.MANY, PAIRS);
    }

    private static void run(Faults faults, int pairs) {
        Integer only = Integer.getInteger("pair");
        int first = only == null ? Integer.getInteger("from", 0) : only;
        int end = only == null ? pairs : only + 1;
        assertThat(end).isGreaterThan(first);
        int refused = 0;
        for (int seed = first; seed < end; seed++) {
            GeneratedPair pair = GeneratedPair.of(seed, Features.ALL, DEPTH, LENGTH);
            List<Trial> trials = trials(pair);
            refused += trials.isEmpty() ? 1 : 0;
            for (Trial trial : trials) {
                String mismatch = mismatch(trial, faults, pair, LENGTH);
                if (mismatch != null) {
                    throw new AssertionError(shrunk(trial, faults, pair, mismatch));
                }
            }
        }
        assertThat(refused).isLessThanOrEqualTo(1 + (end - first) / 50);
    }

    private static List<Trial> trials(GeneratedPair pair) {
        Model model;
        try {
            model = ViewFiles.parse(Map.of("made-up.yaml", pair.text())).model();
        } catch (InvalidInput refused) {
            // made-up names that clash, mostly: few enough to be passed over
            System.out.println("-Dpair=" + pair.seed() + " was refused: " + refused.getMessage());
            return List.of();
        }
        return model.views().values().stream()
                .map(view -> new Trial(pair.file(), model, view))
                .toList();
    }

    private static @Nullable String mismatch(Trial trial, Faults faults, GeneratedPair pair, int length) {
        List<Event> events =
                pair.events().subList(0, Math.min(length, pair.events().size()));
        try {
            return trial.mismatch(faults, pair.seed(), events);
        } catch (AssertionError failure) {
            return failure + " " + failure.getCause();
        }
    }

    /** The shortest history that fails. */
    private static String shrunk(Trial trial, Faults faults, GeneratedPair pair, String mismatch) {
        for (int length = 1; length < pair.events().size() && !mismatch.contains("not quiet"); length++) {
            String found = mismatch(trial, faults, pair, length);
            if (found != null) {
                return message(trial, pair, length, found);
            }
        }
        return message(trial, pair, pair.events().size(), mismatch);
    }

    private static String message(Trial trial, GeneratedPair pair, int length, String mismatch) {
        GeneratedPair shorter = GeneratedPair.of(pair.seed(), Features.ALL, DEPTH, length);
        return "-Dpair=" + pair.seed() + ", view " + trial.view().name() + ": " + mismatch + "\n" + shorter;
    }
}
