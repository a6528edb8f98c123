package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code get} and {@code status} against the running shop. */
@Timeout(120)
class RemoteCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path temporary;

    @SuppressWarnings("NullAway.Init")
    private static ChildJvm shop;

    @BeforeAll
    static void start() throws Exception {
        shop = ChildJvm.start(
                temporary.resolve("tmp"), "dev", Cli.example("shop").toString(), "--port", "0", "--still");
        shop.awaitText("Ctrl-C ends it.");
    }

    @AfterAll
    static void end() throws Exception {
        shop.close();
    }

    private static Cli run(String command, String... more) throws Exception {
        String[] args = new String[more.length + 3];
        args[0] = command;
        args[1] = "--url";
        args[2] = "http://127.0.0.1:" + shop.port();
        System.arraycopy(more, 0, args, 3, more.length);
        return Cli.run(args);
    }

    @Test
    void getPrintsADocument() throws Exception {
        Cli get = run("get", "customer-orders", "3");
        assertThat(get.err()).isEmpty();
        assertThat(get.code()).isZero();
        assertThat(get.out())
                .startsWith("{\"user_id\":3,\"email\":\"chloe@example.org\"")
                .hasLineCount(1);
        assertThat(get.out())
                .isEqualToIgnoringNewLines(shop.get("/views/customer-orders/3").body());
    }

    @Test
    void getWithoutAKeyPrintsAllDocumentsALineEach() throws Exception {
        Cli get = run("get", "customer-orders", "--fields", "email,orders(order_id)");
        assertThat(get.err()).isEmpty();
        assertThat(get.out().lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("{\"key\":\"") && line.endsWith("]}}"))
                .anyMatch(line ->
                        line.startsWith("{\"key\":\"3\",\"document\":{\"email\":\"chloe@example.org\",\"orders\":["
                                + "{\"order_id\":"));
    }

    @Test
    void whatIsNotThereIsAFailureInTheServicesWords() throws Exception {
        Cli missing = run("get", "customer-orders", "99");
        assertThat(missing.code()).isEqualTo(Main.FAILURE);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err())
                .isEqualToIgnoringNewLines("error: The view customer-orders has no document of the key 99.");
        assertThat(run("get", "costumer-orders").err()).contains("did you mean `customer-orders`?");
        assertThat(run("get", "customer-orders", "--where", "colour=red").err()).contains("colour");
        assertThat(run("get", "customer-orders", "3", "--where", "status=active")
                        .code())
                .isEqualTo(Main.BAD_INPUT);
    }

    @Test
    void statusShowsTheViews() throws Exception {
        Cli status = run("status");
        assertThat(status.err()).isEmpty();
        assertThat(status.code()).isZero();
        assertThat(status.out().lines().toList())
                .hasSizeGreaterThanOrEqualTo(5)
                .contains("customer-orders  running  5          0 (0 ms)")
                .first()
                .isEqualTo("view             state    documents  lag       detail");
    }

    @Test
    void whereNothingAnswersTheCommandSaysSo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String nowhere = "http://127.0.0.1:" + free;
        Cli cli = Cli.run("get", "customer-orders", "--url", nowhere);
        assertThat(cli.code()).isEqualTo(Main.FAILURE);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines("error: " + nowhere
                        + " does not answer: start the service, or say where it is with --url or -c");
        assertThat(Cli.run("status", "--url", nowhere).code()).isEqualTo(Main.FAILURE);
        // the scheme may be left out, as with curl
        assertThat(Cli.run("status", "--url", "127.0.0.1:" + free).err()).startsWith("error: " + nowhere + " does not");
        for (String none : new String[] {"not a url", "ftp://localhost", "localhost:port"}) {
            Cli refused = Cli.run("status", "--url", none);
            assertThat(refused.code()).isEqualTo(Main.BAD_INPUT);
            assertThat(refused.err())
                    .startsWith("error: --url: expected a URL such as http://localhost:8080, but came ");
        }
    }
}
