package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressLogTest {
    @Test
    void saysHowFarItIs() {
        ViewStatus status = new ViewStatus(
                ViewStatus.State.RESTORING,
                "bringing its copies up from their logs, 1200 records left",
                0.759,
                10,
                0,
                0);
        assertThat(ProgressLog.line(status))
                .isEqualTo("is restoring: 75 %, bringing its copies up from their logs, 1200 records left");
    }
}
