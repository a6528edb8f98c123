package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownApplicationsTest {
    private static final String ID = "shop-people-1234";

    @TempDir
    Path stateDir;

    /** It kept what had been deleted meanwhile, since the deletions had left the logs before it read them. */
    @Test
    void copiesThatWereAwayForLongerThanLogsKeepDeletionsAreDeleted() throws IOException {
        KnownApplications known = new KnownApplications(config("shop"));
        known.begin(ID);
        Path copy = copy();
        lastRun(Duration.ofHours(45));
        known.begin(ID);
        assertThat(copy).exists();
        lastRun(Duration.ofHours(47));
        known.begin(ID);
        assertThat(copy).doesNotExist();
        copy();
        known.begin(ID);
        assertThat(copy).as("it has run again").exists();
    }

    @Test
    void nothingIsDeletedThatAnotherServiceOrNobodyHasRun() throws IOException {
        Path copy = copy();
        new KnownApplications(config("shop")).begin(ID);
        lastRun(Duration.ofDays(3));
        new KnownApplications(config("shop-people")).begin(ID);
        assertThat(copy).exists();
    }

    private Path copy() throws IOException {
        Path copy = stateDir.resolve(ID).resolve("0_0").resolve("rocksdb");
        Files.createDirectories(copy.getParent());
        return Files.writeString(copy, "");
    }

    private void lastRun(Duration ago) throws IOException {
        Files.setLastModifiedTime(
                stateDir.resolve("applications").resolve(ID),
                FileTime.from(Instant.now().minus(ago)));
    }

    private ServiceConfig config(String service) {
        return ServiceConfig.local(service, stateDir, "localhost:9");
    }
}
