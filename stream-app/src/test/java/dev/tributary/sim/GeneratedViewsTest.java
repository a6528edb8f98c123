package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.oracle.GeneratedViews;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Made-up views through the simulator, against the oracle. {@code -Dgenerated.seeds=N} runs more, {@code
 * -Dgenerated.seed=S} replays one.
 */
class GeneratedViewsTest {
    private static final int SEEDS = Integer.getInteger("generated.seeds", 1_000);
    private static final int LENGTH = 30;

    @Test
    void theSameDocumentsAsTheOracleWithoutFaults() {
        runSeeds(Faults.NONE, SEEDS / 3);
    }

    @Test
    void theSameDocumentsAsTheOracleWhateverGoesWrong() {
        runSeeds(Faults.MANY, SEEDS);
    }

    private static void runSeeds(Faults faults, int seeds) {
        Integer only = Integer.getInteger("generated.seed");
        int first = only == null ? 0 : only;
        int end = only == null ? seeds : only + 1;
        assertThat(end).isGreaterThan(first);
        for (int seed = first; seed < end; seed++) {
            run(seed, faults);
        }
    }

    private static void run(int seed, Faults faults) {
        String text = GeneratedViews.of(seed);
        List<Trial> trials;
        try {
            trials = Trial.of("generated.yaml", text);
        } catch (RuntimeException refused) {
            throw new AssertionError("-Dgenerated.seed=" + seed + " was refused:\n" + text, refused);
        }
        for (Trial trial : trials) {
            String mismatch = trial.mismatch(faults, seed, LENGTH);
            if (mismatch != null) {
                throw new AssertionError(trial.shrunk(faults, seed, LENGTH, "generated.seed", mismatch) + "\n" + text);
            }
        }
    }
}
