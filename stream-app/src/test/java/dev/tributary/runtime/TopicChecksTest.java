package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Source;
import dev.tributary.view.ViewFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of settings of topics that lose what a view needs. */
class TopicChecksTest {
    private static final String FILE = """
            sources: {plays: {topic: music.plays, kind: events}}
            views: {songs: {from: plays, group_by: {song: song}, fields: [song, {n: {count: plays}}]}}
            """;

    private static final Source PLAYS =
            ViewFiles.parse(Map.of("views.yaml", FILE)).model().source("plays");

    @Test
    void eventsThatAreKeptNeedNoWarning() {
        assertThat(TopicChecks.events(
                        PLAYS, Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1")))
                .isEmpty();
    }

    @Test
    void eventsThatAreDroppedAreWarnedOf() {
        assertThat(TopicChecks.events(
                        PLAYS,
                        Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "retention.bytes", "-1")))
                .contains(
                        "Topic music.plays keeps only the last 7 days: a view of the events plays that is rebuilt counts"
                                + " only what is left. Set retention.ms=-1 to keep them all");
        assertThat(TopicChecks.events(
                        PLAYS, Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "1000")))
                .contains(
                        "Topic music.plays keeps only the last 1000 bytes of each partition: a view of the events plays that"
                                + " is rebuilt counts only what is left. Set retention.bytes=-1 to keep them all");
        assertThat(TopicChecks.events(
                        PLAYS, Map.of("cleanup.policy", "delete", "retention.ms", "7200000", "retention.bytes", "1")))
                .get()
                .asString()
                .contains("last 2 hours", "Set retention.ms=-1 and retention.bytes=-1");
    }

    @Test
    void eventsThatAreCompactedAreWarnedOf() {
        assertThat(TopicChecks.events(PLAYS, Map.of("cleanup.policy", "compact")))
                .contains(
                        "Topic music.plays has cleanup.policy=compact: of events with the same key only the newest is kept, so"
                                + " a view of plays that is rebuilt counts only what is left. Set cleanup.policy=delete and"
                                + " retention.ms=-1");
    }

    @Test
    void aPublishedTopicShouldBeCompacted() {
        assertThat(TopicChecks.published("songs", "out", Map.of("cleanup.policy", "compact")))
                .isEmpty();
        assertThat(TopicChecks.published("songs", "out", Map.of("cleanup.policy", "delete")))
                .contains(
                        "Topic out, to which songs is published, has cleanup.policy=delete: documents that do not change are"
                                + " lost from it in time. Set cleanup.policy=compact");
    }
}
