package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code watch} beside the shop, whose services change rows, and which goes away and comes back. */
@Timeout(180)
class WatchCommandTest {
    private static final long LINES_AT_MOST_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_AGAIN_MS = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    private ChildJvm shop(String name, int port) throws Exception {
        ChildJvm shop = ChildJvm.start(
                temporary.resolve(name), "dev", Cli.example("shop").toString(), "--port", "" + port);
        shop.awaitText("Ctrl-C ends it.");
        return shop;
    }

    @Test
    void changesArePrintedAndAConnectionThatBreaksIsMadeAgain() throws Exception {
        try (ChildJvm shop = shop("shop", 0);
                ChildJvm watch = ChildJvm.start(
                        temporary.resolve("watch"),
                        "watch",
                        "--url",
                        "http://127.0.0.1:" + shop.port(),
                        "customer-orders",
                        "--fields",
                        "email,orders(qty)")) {
            int port = shop.port();
            await("watch", lines -> lines.contains("{\"event\":\"live\"}") && lines.size() >= 9);
            List<String> lines = lines("watch");
            int live = lines.indexOf("{\"event\":\"live\"}");
            assertThat(lines.get(0)).isEqualTo("{\"event\":\"reset\"}");
            assertThat(lines.subList(1, live)).hasSizeGreaterThanOrEqualTo(5).allMatch(WatchCommandTest::isPut);
            assertThat(lines.subList(live + 1, lines.size())).isNotEmpty().allMatch(WatchCommandTest::isChange);
            shop.kill();
            watch.awaitText("does not answer");
            try (ChildJvm again = shop("again", port)) {
                assertThat(again.port()).isEqualTo(port);
                // another Kafka, so other logs: all is told anew
                await("watch", now -> now.lastIndexOf("{\"event\":\"live\"}") > lines.size());
                watch.awaitText("Last-Event-ID is of another stream");
            }
        }
    }

    /** An order of a customer whose account is closed changes a document that is not there: told as a deletion. */
    private static boolean isChange(String line) {
        return isPut(line) || line.startsWith("{\"event\":\"delete\",\"key\":\"");
    }

    private static boolean isPut(String line) {
        return line.startsWith("{\"event\":\"put\",\"key\":\"") && line.endsWith("]}}");
    }

    private List<String> lines(String name) throws Exception {
        return Files.readString(temporary.resolve(name + ".out"), UTF_8).lines().toList();
    }

    private void await(String name, Predicate<List<String>> isThere) throws Exception {
        long deadline = System.nanoTime() + LINES_AT_MOST_NS;
        while (!isThere.test(lines(name))) {
            assertThat(System.nanoTime()).as("%s", lines(name)).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
        }
    }

    @Test
    void whatCannotBeWatchedIsAFailure() throws Exception {
        try (ChildJvm shop = shop("shop", 0)) {
            String url = "http://127.0.0.1:" + shop.port();
            Cli unknown = Cli.run("watch", "--url", url, "costumer-orders");
            assertThat(unknown.code()).isEqualTo(Main.FAILURE);
            assertThat(unknown.err()).contains("did you mean `customer-orders`?");
            Cli both = Cli.run("watch", "--url", url, "customer-orders", "3", "--where", "status=active");
            assertThat(both.code()).isEqualTo(Main.BAD_INPUT);
            assertThat(both.err()).contains("expected a key or --where, not both");
        }
        assertThat(Cli.run("watch", "--url", "http://127.0.0.1:1", "customer-orders")
                        .code())
                .isEqualTo(Main.FAILURE);
    }
}
