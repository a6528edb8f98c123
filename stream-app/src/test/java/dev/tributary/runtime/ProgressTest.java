package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final TopicPartition LOG = new TopicPartition("log", 0);

    private final Progress progress = new Progress(List.of(), List.of(LOG), 0, OptionalLong.of(0));

    @Test
    void theLagIsAtLeastAsOldAsTheOldestRecordThatWasNotPassed() {
        look(1_000, 10, 10);
        assertThat(progress.lag(1_100)).isEqualTo(Lag.NONE);
        look(1_500, 12, 10);
        // they may have come right after the first look
        assertThat(progress.lag(1_500)).isEqualTo(new Lag(2, 500));
        assertThat(progress.lag(1_900)).isEqualTo(new Lag(2, 900));
        look(2_000, 15, 11);
        assertThat(progress.lag(2_000)).isEqualTo(new Lag(4, 1_000));
        look(2_500, 15, 12);
        // what had waited since the first look may have moved on to the next log
        assertThat(progress.lag(2_500)).isEqualTo(new Lag(3, 1_500));
        look(3_000, 15, 15);
        assertThat(progress.lag(3_000)).isEqualTo(Lag.NONE);
    }

    /** It was as of the last look: a process that had been stopped for 20 s said that it was current. */
    @Test
    void withoutALookTheLagGrows() {
        look(1_000, 10, 10);
        assertThat(progress.lag(2_900).ms()).isZero();
        assertThat(progress.lag(21_000)).isEqualTo(new Lag(0, 20_000));
        look(21_000, 11, 10);
        assertThat(progress.lag(21_000)).isEqualTo(new Lag(1, 20_000));
    }

    @Test
    void aCopyIsBehindTheViewAndItsLog() {
        assertThat(progress.lag(LOG, 0, 0)).as("no look yet").isEmpty();
        look(1_000, 10, 10);
        look(2_000, 12, 12);
        look(3_000, 14, 12);
        assertThat(progress.lag(LOG, 14, 3_000)).contains(new Lag(2, 1_000));
        assertThat(progress.lag(LOG, 12, 3_000)).contains(new Lag(2 + 2, 1_000));
        assertThat(progress.lag(LOG, 11, 3_000)).contains(new Lag(2 + 3, 2_000));
        assertThat(progress.lag(LOG, 10, 3_000)).contains(new Lag(2 + 4, 2_000));
    }

    /** Its age was counted from the first look, as if what it lacks had come then: a copy with nothing in it seemed a minute old. */
    @Test
    void aCopyThatWasBuiltFromNothingDoesNotSayHowOldItIs() {
        look(1_000, 10, 10);
        look(60_000, 12, 12);
        assertThat(progress.lag(LOG, 3, 60_000)).isEmpty();
        assertThat(progress.lag(LOG, 10, 60_000)).contains(new Lag(2, 59_000));
    }

    /** A row that had waited 15 s in its topic seemed new in the next log, though no document showed it yet. */
    @Test
    void whatWaitedLongIsNoYoungerInTheNextLog() {
        TopicPartition topic = new TopicPartition("topic", 0);
        Progress hops = new Progress(List.of(topic), List.of(LOG), 0, OptionalLong.of(0));
        hops.update(Map.of(topic, 5L, LOG, 5L), Map.of(topic, 5L, LOG, 5L), 1_000);
        hops.update(Map.of(topic, 6L, LOG, 5L), Map.of(topic, 5L, LOG, 5L), 1_500);
        hops.update(Map.of(topic, 6L, LOG, 5L), Map.of(topic, 5L, LOG, 5L), 16_000);
        assertThat(hops.lag(16_000)).isEqualTo(new Lag(1, 15_000));
        hops.update(Map.of(topic, 6L, LOG, 6L), Map.of(topic, 6L, LOG, 5L), 16_500);
        assertThat(hops.lag(16_500)).isEqualTo(new Lag(1, 15_500));
        hops.update(Map.of(topic, 6L, LOG, 6L), Map.of(topic, 6L, LOG, 6L), 17_000);
        assertThat(hops.lag(17_000)).isEqualTo(Lag.NONE);
    }

    /** Waits of less than two seconds did not count: four logs, each a second and a half behind, said that they were that in all. */
    @Test
    void whatWaitsALittleInEachLogIsAsOldAsAllOfThat() {
        TopicPartition topic = new TopicPartition("topic", 0);
        Progress hops = new Progress(List.of(topic), List.of(LOG), 0, OptionalLong.of(0));
        hops.update(Map.of(topic, 5L, LOG, 5L), Map.of(topic, 5L, LOG, 5L), 1_000);
        hops.update(Map.of(topic, 6L, LOG, 5L), Map.of(topic, 5L, LOG, 5L), 1_500);
        hops.update(Map.of(topic, 7L, LOG, 6L), Map.of(topic, 6L, LOG, 5L), 2_500);
        assertThat(hops.lag(2_500)).isEqualTo(new Lag(2, 1_500));
        hops.update(Map.of(topic, 8L, LOG, 6L), Map.of(topic, 7L, LOG, 5L), 3_000);
        assertThat(hops.lag(3_900)).isEqualTo(new Lag(2, 2_900));
    }

    /** After a restart what waited counted from the first look, and nothing did before it: six seconds old, it said 0 ms. */
    @Test
    void whatCameWhileTheInstanceWasAwayHasWaitedSinceItWasCurrent() {
        Progress restarted = new Progress(List.of(), List.of(LOG), 0, OptionalLong.of(4_000));
        assertThat(restarted.lag(10_000)).as("no look yet").isEqualTo(new Lag(0, 6_000));
        restarted.update(Map.of(LOG, 12L), Map.of(LOG, 10L), 10_100);
        assertThat(restarted.lag(10_200)).isEqualTo(new Lag(2, 6_200));
        assertThat(restarted.currentMs()).hasValue(4_000);
        restarted.update(Map.of(LOG, 14L), Map.of(LOG, 12L), 10_600);
        assertThat(restarted.lag(10_600)).as("what waited moved on").isEqualTo(new Lag(2, 6_600));
        restarted.update(Map.of(LOG, 14L), Map.of(LOG, 14L), 11_100);
        assertThat(restarted.lag(11_200)).isEqualTo(Lag.NONE);
        assertThat(restarted.currentMs()).hasValue(11_100);
    }

    @Test
    void whatOthersDidWhileTheInstanceWasAwayDoesNotWait() {
        Progress restarted = new Progress(List.of(), List.of(LOG), 0, OptionalLong.of(4_000));
        restarted.update(Map.of(LOG, 12L), Map.of(LOG, 12L), 10_000);
        assertThat(restarted.lag(10_100)).isEqualTo(Lag.NONE);
    }

    /** Its age was counted from when its log had ended there; but the view had been behind its sources by then. */
    @Test
    void aCopyIsAsOldAsWhatTheViewShowedWhenItsLogEndedThere() {
        look(1_000, 10, 0);
        assertThat(progress.lag(LOG, 10, 1_000))
                .as("nobody knows since when the view has been behind")
                .isEmpty();
        look(2_000, 12, 12);
        look(9_000, 20, 12);
        look(9_500, 22, 12);
        assertThat(progress.lag(LOG, 20, 9_500)).contains(new Lag(2 + 10, 7_500));
        assertThat(progress.lag(LOG, 12, 9_500)).contains(new Lag(10 + 10, 7_500));
        assertThat(progress.lag(LOG, 11, 9_500)).isEmpty();
    }

    /** The rows that were there before it started were as old as its first look: a copy of 24 s said that it was 17 s old. */
    @Test
    void aCopyFromBeforeTheViewWasBuiltDoesNotSayHowOldItIs() {
        TopicPartition topic = new TopicPartition("topic", 0);
        Progress fresh = new Progress(List.of(topic), List.of(LOG), 0, OptionalLong.empty());
        fresh.update(Map.of(topic, 5L, LOG, 0L), Map.of(topic, 0L, LOG, 0L), 1_000);
        fresh.update(Map.of(topic, 6L, LOG, 5L), Map.of(topic, 5L, LOG, 0L), 1_100);
        assertThat(fresh.lag(LOG, 5, 1_100)).isEmpty();
        fresh.update(Map.of(topic, 6L, LOG, 6L), Map.of(topic, 6L, LOG, 6L), 1_200);
        fresh.update(Map.of(topic, 6L, LOG, 6L), Map.of(topic, 6L, LOG, 6L), 1_300);
        fresh.update(Map.of(topic, 6L, LOG, 6L), Map.of(topic, 6L, LOG, 6L), 1_400);
        assertThat(fresh.isBuilt()).isTrue();
        fresh.update(Map.of(topic, 8L, LOG, 7L), Map.of(topic, 7L, LOG, 7L), 1_900);
        assertThat(fresh.lag(LOG, 6, 1_900)).isNotEmpty();
        assertThat(fresh.lag(LOG, 5, 1_900)).isEmpty();
    }

    @Test
    void looksAreBoundedAndTheOldestStays() {
        for (int i = 0; i <= 10_000; i++) {
            look(i * 500L, i + 1, i + 1);
        }
        assertThat(progress.lag(LOG, 1, 5_000_000)).contains(new Lag(10_000, 5_000_000));
        assertThat(progress.lag(LOG, 9_999, 5_000_000).orElseThrow().ms()).isEqualTo(1_000);
        // further back the steps are larger, and never too small
        assertThat(progress.lag(LOG, 5_001, 5_000_000).orElseThrow().ms()).isBetween(2_500_000L, 5_000_000L);
    }

    private void look(long atMs, long end, long committed) {
        progress.update(Map.of(LOG, end), Map.of(LOG, committed), atMs);
    }
}
