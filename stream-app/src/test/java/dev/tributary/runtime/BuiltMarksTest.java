package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuiltMarksTest {
    private static final Offset<Long> CLOCKS_APART = Offset.offset(1_000L);

    @TempDir
    private Path state;

    @Test
    void theNextRunKnowsUpToWhenItWasCurrent() {
        BuiltMarks marks = new BuiltMarks(state);
        assertThat(marks.current("shop")).isEmpty();
        marks.put("shop");
        long untilMs = Progress.clockMs() - 60_000;
        marks.putCurrent("shop", untilMs);
        assertThat(new BuiltMarks(state).current("shop").orElseThrow()).isCloseTo(untilMs, CLOCKS_APART);
    }

    @Test
    void whatIsNotCompleteIsNotNoted() {
        BuiltMarks marks = new BuiltMarks(state);
        marks.putCurrent("shop", Progress.clockMs());
        assertThat(marks.has("shop")).isFalse();
        assertThat(marks.current("shop")).isEmpty();
    }

    /** A clock that was set back must not make a view current in times to come. */
    @Test
    void nothingIsCurrentUpToATimeToCome() throws IOException {
        BuiltMarks marks = new BuiltMarks(state);
        marks.put("shop");
        Path file = state.resolve("built").resolve("shop");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3_600)));
        assertThat(marks.current("shop").orElseThrow()).isLessThanOrEqualTo(Progress.clockMs());
    }
}
