package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.oracle.Examples;
import dev.tributary.sim.Faults.Broken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Has ties, nulls, totals, and a limit that matters. */
    private static final String LITTLE_SHOP = """
            sources:
              users: {topic: users, key: id}
              products: {topic: products, key: id}
              orders: {topic: orders, key: id, references: {user_id: users, product_id: products}}
            views:
              customers:
                from: users
                fields:
                  - id
                  - orders:
                      many: orders
                      order_by: [-qty]
                      limit: 2
                      fields: [id, qty, {product: {one: products, fields: [name]}}]
                  - number: {count: orders}
                  - least: {min: orders.qty}
                  - total: {sum: orders.qty, where: "qty > 0"}
                  - average: {avg: orders.qty}
            """;

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>(Trial.of("little-shop.yaml", LITTLE_SHOP));
        for (Path example : Examples.all()) {
            Path file = Examples.views(example);
            try {
                trials.addAll(Trial.of(file.toString(), Files.readString(file)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return trials;
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
        List<Trial> trials = trials();
        for (int seed = 0; seed < BROKEN_SEEDS; seed++) {
            if (trials.get(seed % trials.size()).mismatch(Faults.HARSH.with(broken), seed, LENGTH) != null) {
                System.out.println(broken + " was found with seed " + seed);
                return;
            }
        }
        throw new AssertionError(broken + " was not found with " + BROKEN_SEEDS + " seeds");
    }

    private static void runSeeds(Faults faults, int seeds) {
        List<Trial> trials = trials();
        Integer only = Integer.getInteger("sim.seed");
        for (int seed = only == null ? 0 : only; seed < (only == null ? seeds : only + 1); seed++) {
            Trial trial = trials.get(seed % trials.size());
            String mismatch = trial.mismatch(faults, seed, LENGTH);
            if (mismatch != null) {
                throw new AssertionError(trial.shrunk(faults, seed, LENGTH, "sim.seed", mismatch));
            }
        }
        assertThat(trials).isNotEmpty();
    }
}
