package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.measure.Growth;
import dev.tributary.benchmarks.measure.LargeDocument;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.report.Figure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some of the benchmarks, small: neither a read nor a change costs more because a document is large. Both sides of each ratio are of
 * one process, by turns, so that it tells something on a busy machine too; it fails only at twice the target.
 */
@Timeout(240)
class ShortBenchmarkTest {
    /** The target of both is 1.3. */
    private static final double AT_MOST = 2.6;

    private static final int ROUNDS = 3;
    private static final int CHILDREN = 30_000;
    private static final int CHANGES = 6_000;

    @TempDir
    Path directory;

    @Test
    void theFirstTwentyOfVeryManyCostWhatTwentyCost() throws Exception {
        List<Double> ratios = new ArrayList<>();
        try (LargeDocument documents = LargeDocument.start(
                Contenders.tributaryFromStores("newest-orders"), CHILDREN, Duration.ofSeconds(6), directory)) {
            for (int round = 0; round < ROUNDS; round++) {
                double large = documents.large(Duration.ofSeconds(2)).cpuMicros();
                ratios.add(large / documents.small(Duration.ofSeconds(2)).cpuMicros());
            }
        }
        requireSmall(ratios);
    }

    @Test
    void aChangeInALargeDocumentCostsWhatOneInASmallDoes() throws Exception {
        requireSmall(Growth.of(Contenders.TRIBUTARY, CHILDREN, CHANGES, ROUNDS, directory).stream()
                .map(Growth::ratio)
                .toList());
    }

    private static void requireSmall(List<Double> ratios) {
        System.out.println("large against small: " + ratios);
        assertThat(new Figure("large against small", "Tributary", ratios).median())
                .as(ratios.toString())
                .isLessThan(AT_MOST);
    }
}
