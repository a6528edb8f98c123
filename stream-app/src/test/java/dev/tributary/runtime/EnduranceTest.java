package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EnduranceTest {
    private final Endurance endurance = new Endurance(2);

    @Test
    void waitsLongerEachTimeAndThenGivesUp() {
        for (int expectedMs : new int[] {200, 200, 400, 400, 800, 800, 1_600, 1_600, 3_200, 3_200}) {
            assertThat(endurance.failed(1_000)).contains(Duration.ofMillis(expectedMs));
        }
        assertThat(endurance.failed(2_000)).isEmpty();
        assertThat(endurance.failed(500_000))
                .as("it does not get further for having been tried again")
                .isEmpty();
    }

    /** Failures of weeks added up, until one that would have passed stopped the application. */
    @Test
    void oldFailuresAreForgotten() {
        long now = 0;
        for (int i = 0; i < 1_000; i++) {
            assertThat(endurance.failed(now)).isPresent();
            now += Duration.ofMinutes(2).toMillis();
        }
    }

    @Test
    void itIsTriedAgainEverLaterUpToABound() {
        long[] expectedMinutes = {1, 2, 4, 8, 8};
        long now = 0;
        for (long minutes : expectedMinutes) {
            Duration wait = endurance.gaveUp(now);
            assertThat(wait).isEqualTo(Duration.ofMinutes(minutes));
            now += wait.toMillis();
        }
        assertThat(endurance.gaveUp(now + Duration.ofHours(1).toMillis())).isEqualTo(Duration.ofMinutes(1));
    }
}
