package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What finds a row in a large store stays in the cache. A table of some hundred thousand rows has an index and a filter of
 * hundreds of KB; in one piece they were larger than what a shard of the cache has for them, and were read again for each row.
 */
class LargeStoreTest {
    /** A few blocks; it was more than a hundred times that. */
    private static final long MOST_BYTES_PER_READ = 32 << 10;

    private static final Pattern FIGURE = Pattern.compile("bytes of files for each read: (\\d+)");

    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(120)
    void aRowIsFoundWithoutReadingTheIndexAgain() throws Exception {
        String said = OwnProcess.said(List.of("-Xmx64m"), LargeStore.class, directory.toString());
        Matcher figure = FIGURE.matcher(said);
        assertThat(figure.find()).as(said).isTrue();
        System.out.println(figure.group());
        assertThat(Long.parseLong(figure.group(1))).as(said).isLessThan(MOST_BYTES_PER_READ);
    }
}
