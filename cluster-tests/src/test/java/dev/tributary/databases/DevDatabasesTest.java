package dev.tributary.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.process.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dev --databases} from its start to its end. */
@Tag("databases")
@Timeout(300)
class DevDatabasesTest {
    private static final Duration THERE_WITHIN = Duration.ofSeconds(30);
    private static final int USER = 6;
    private static final String REPORTED = "SELECT country FROM reporting.customer_totals WHERE user_id = " + USER;

    @TempDir
    Path directory;

    @Test
    void whatIsKeptIsThereAtTheNextStart() throws Exception {
        String kept = directory.resolve("kept").toString();
        try (DevProcess dev = new DevProcess(directory, "--keep", kept)) {
            dev.awaitStart();
            refuseSecond(kept);
            move(dev, "PT");
            await(() -> dev.totals(USER).contains("\"PT\""));
            await(() -> dev.sql(REPORTED).equals("PT"));
            dev.stop();
        }
        try (DevProcess again = new DevProcess(directory.resolve("again"), "--keep", kept)) {
            again.awaitStart();
            assertThat(again.totals(USER)).contains("\"PT\"").contains("\"order_count\":4");
            assertThat(again.sql("SELECT country FROM users.users WHERE user_id = " + USER))
                    .isEqualTo("PT");
            assertThat(again.sql(REPORTED)).isEqualTo("PT");
            assertThat(again.sql("SELECT COUNT(*) FROM orders.orders")).isEqualTo("20");
            move(again, "JP");
            await(() -> again.sql(REPORTED).equals("JP"));
            again.stop();
        }
    }

    /** It started brokers on the data of those that run, and these died of it. */
    private void refuseSecond(String kept) throws Exception {
        try (DevProcess second = new DevProcess(directory.resolve("second"), "--keep", kept)) {
            assertThat(second.awaitEnd()).contains("kept is in use by process ");
        }
    }

    @Test
    void aConnectorThatHasFailedIsSaidAndSoItIsThatItRunsAgain() throws Exception {
        try (DevProcess dev = new DevProcess(directory)) {
            dev.awaitStart();
            dev.sql("RENAME TABLE reporting.customer_totals TO reporting.away");
            move(dev, "PT");
            Matcher failed = dev.await("connector  reporting-sink, task 0, has FAILED: (.+); once that is mended: "
                    + "curl -X POST '(http\\S+)'\n");
            assertThat(failed.group(1)).contains("customer_totals");
            dev.sql("RENAME TABLE reporting.away TO reporting.customer_totals");
            post(failed.group(2));
            dev.await("connector  reporting-sink, task 0, runs again\n");
            await(() -> dev.sql(REPORTED).equals("PT"));
            dev.kill("kafka/tmp-2");
            dev.await("ended      broker 2 \\(pid \\d+\\), with 137; it is not started again");
            dev.kill("mariadbd");
            dev.await("ended      MariaDB, with 137; it is not started again");
            dev.stop();
        }
    }

    @Test
    void whoEndsItWhileItStartsLeavesNothingBehind() throws Exception {
        try (DevProcess dev = new DevProcess(directory)) {
            dev.await("MariaDB +127");
            dev.stop();
        }
    }

    private static void move(DevProcess dev, String country) throws Exception {
        dev.sql("UPDATE users.users SET country = '" + country + "' WHERE user_id = " + USER);
    }

    private static void await(Callable<Boolean> condition) {
        Patience.until("the change", THERE_WITHIN, condition);
    }

    private static void post(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isBetween(200, 299);
    }
}
