package dev.tributary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.TupleWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortTextTest {
    private static final List<String> IN_ORDER = List.of(
            "2024-05-01T10:00:00Z",
            "2024-05-01T10:00:00.000001Z",
            "2024-05-01T10:00:00.5Z",
            "2024-05-01T10:00:00.501Z",
            "2024-05-01T10:00:01Z");

    @Test
    void timesWithFractionsOfAnyLengthSortByTime() {
        assertThat(sorted(false)).isEqualTo(IN_ORDER);
        List<String> newestFirst = new ArrayList<>(IN_ORDER);
        Collections.reverse(newestFirst);
        assertThat(sorted(true)).isEqualTo(newestFirst);
    }

    @Test
    void otherTextStaysAsItIs() {
        for (String text :
                List.of("", "Z", "2024-05-01T10:00:00", "2024-05-01T10:00:00+01:00", "a long text with a T Z")) {
            assertThat(SortText.of(quoted(text))).isEqualTo(quoted(text));
        }
        assertThat(SortText.of(null)).isNull();
    }

    private static List<String> sorted(boolean descending) {
        List<String> shuffled = new ArrayList<>(IN_ORDER);
        Collections.rotate(shuffled, 2);
        shuffled.sort((left, right) -> Arrays.compareUnsigned(key(left, descending), key(right, descending)));
        return shuffled;
    }

    private static byte[] key(String text, boolean descending) {
        return new TupleWriter().addJson(SortText.of(quoted(text)), descending).toBytes();
    }

    private static byte[] quoted(String text) {
        return ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    }
}
