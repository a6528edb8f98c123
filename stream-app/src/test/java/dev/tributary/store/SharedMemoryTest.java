package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten views of twelve partitions, each with five stores, are held to one budget, whatever is written to them. */
class SharedMemoryTest {
    private static final int STORES = 10 * 12 * 5;
    private static final int ROUNDS = 12;
    private static final int CACHE_MB = 16;
    private static final int WRITE_BUFFERS_MB = 24;
    private static final int SOFT_MB = 6;
    private static final long MB = 1L << 20;
    /** Of each store, outside of any budget: its options, files, versions; and what the process' allocator keeps. */
    private static final long MOST_PER_STORE = 300L << 10;

    private static final Pattern FIGURES = Pattern.compile("memtables (\\d+) readers (\\d+) used (\\d+) grown (\\d+)");

    @TempDir
    Path directory;

    @Test
    @Timeout(240)
    void hundredsOfStoresKeepToTheBudget() throws Exception {
        String said = OwnProcess.said(
                List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"),
                ManyStores.class,
                directory.toString(),
                Integer.toString(STORES),
                Integer.toString(ROUNDS),
                Integer.toString(CACHE_MB),
                Integer.toString(WRITE_BUFFERS_MB));
        System.out.println(said);
        Matcher figures = FIGURES.matcher(said);
        assertThat(figures.find()).as(said).isTrue();
        assertThat(bytes(figures, 1)).as("write buffers").isLessThan(WRITE_BUFFERS_MB * MB);
        assertThat(bytes(figures, 2))
                .as("what finds tables, outside of the cache")
                .isLessThan(8 * MB);
        assertThat(bytes(figures, 3))
                .as("the cache, with write buffers; its limit is soft")
                .isLessThan((CACHE_MB + WRITE_BUFFERS_MB + SOFT_MB) * MB);
        assertThat(bytes(figures, 4))
                .as("the process")
                .isLessThan((CACHE_MB + WRITE_BUFFERS_MB) * MB + STORES * MOST_PER_STORE);
    }

    private static long bytes(Matcher figures, int group) {
        return Long.parseLong(figures.group(group));
    }
}
