package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Under exactly-once a standby never seemed to arrive where its log ended in several marks, and was not read. */
class PassedMarksTest {
    private static final TopicPartition LOG = new TopicPartition("log", 0);

    private final PassedMarks marks = new PassedMarks();

    @Test
    void whoHasTakenInAllRecordsIsBehindTheMarksToo() {
        assertThat(marks.behind(LOG, 7)).as("nobody reads").isEqualTo(7);
        marks.begin(LOG, 7);
        marks.read(LOG, 10, 10);
        marks.readNothing(LOG, 13);
        assertThat(marks.behind(LOG, 10)).isEqualTo(13);
        assertThat(marks.behind(LOG, 9)).as("a record waits to be taken in").isEqualTo(9);
        marks.read(LOG, 15, 16);
        assertThat(marks.behind(LOG, 10))
                .as("records have come behind the marks")
                .isEqualTo(10);
        assertThat(marks.behind(LOG, 15)).isEqualTo(16);
    }

    @Test
    void whatLiesBehindAnotherPlaceIsNotKnown() {
        marks.begin(LOG, 7);
        marks.readNothing(LOG, 9);
        assertThat(marks.behind(LOG, 7)).isEqualTo(9);
        marks.begin(LOG, 3);
        assertThat(marks.behind(LOG, 7)).isEqualTo(7);
        marks.forget(LOG);
        marks.readNothing(LOG, 9);
        assertThat(marks.behind(LOG, 3)).isEqualTo(3);
    }
}
