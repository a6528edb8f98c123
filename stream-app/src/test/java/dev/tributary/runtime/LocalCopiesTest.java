package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

final class LocalCopiesTest {
    private static final TopicPartition FIRST = new TopicPartition("log", 0);
    private static final TopicPartition SECOND = new TopicPartition("log", 1);

    private final LocalCopies copies = new LocalCopies();

    @Test
    void restoringIsDoneWhenAllCopiesAre() {
        assertThat(copies.restored()).isEqualTo(1);
        copies.onRestoreStart(FIRST, "store", 0, 100);
        copies.onRestoreStart(SECOND, "store", 200, 300);
        assertThat(copies.restored()).isZero();
        copies.onBatchRestored(FIRST, "store", 49, 50);
        assertThat(copies.restored()).isEqualTo(0.25);
        assertThat(copies.leftToRestore(FIRST)).hasValue(50);
        copies.onRestoreEnd(FIRST, "store", 100);
        assertThat(copies.restored()).isEqualTo(0.5);
        assertThat(copies.leftToRestore(FIRST)).isEmpty();
        copies.onRestoreEnd(SECOND, "store", 100);
        assertThat(copies.restored()).isEqualTo(1);
        copies.onRestoreStart(SECOND, "store", 0, 10);
        assertThat(copies.restored()).as("what was done before counts no more").isZero();
        copies.onRestoreSuspended(SECOND, "store", 0);
        assertThat(copies.restored()).isEqualTo(1);
    }

    /** It said of a store that was deleted and made anew that it was where the one before had been restored to. */
    @Test
    void whatHasBeenRestoredTellsNothingOfAStoreThatIsMadeAnew() {
        copies.onRestoreStart(FIRST, "store", 0, 100);
        copies.onBatchRestored(FIRST, "store", 49, 50);
        assertThat(copies.restoredTo(FIRST)).hasValue(50);
        copies.onRestoreEnd(FIRST, "store", 100);
        assertThat(copies.restoredTo(FIRST)).isEmpty();
    }

    @Test
    void standbysAreWhereTheyHaveReadTo() {
        assertThat(copies.standbyAt(FIRST)).isEmpty();
        copies.onUpdateStart(FIRST, "store", 7);
        assertThat(copies.standbyAt(FIRST)).hasValue(7);
        copies.onBatchLoaded(FIRST, "store", new TaskId(0, 0), 41, 34, 50);
        assertThat(copies.standbyAt(FIRST)).hasValue(42);
        copies.onUpdateSuspended(FIRST, "store", 42, 50, SuspendReason.PROMOTED);
        assertThat(copies.standbyAt(FIRST)).isEmpty();
    }
}
