package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that need no Kafka say, where, and with which exit code. */
class CommandLineTest {
    private static final String FIVE_MISTAKES = """
            sources:
              users:
                topic: users
                keys: user_id
              orders:
                topic: orders
                key: order_id
                format: debezum
                references: {user_id: usrs}
            views:
              customer-orders:
                from: user
                fields:
                  - user_id
                  - user_id
            """;

    @TempDir
    Path directory;

    @Test
    void validateSaysWhatThereIs() {
        Cli cli = Cli.run("validate", Cli.example("shop/views.yaml").toString());
        assertThat(cli.code()).isZero();
        assertThat(cli.out())
                .isEqualToIgnoringNewLines(
                        "fine: 3 sources, 4 views: customer-orders, product-sales, packing-list, last-orders");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void validateShowsFiveMistakesAtOnceEachWithItsCaret() throws IOException {
        Cli cli = Cli.run("validate", write("five.yaml", FIVE_MISTAKES).toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .contains("error[unknown-key]: source `users` has no key `keys`")
                .contains("^^^^ did you mean `key`?")
                .contains("error[unknown-format]: there is no format `debezum`")
                .contains("^^^^^^^ did you mean `debezium`?")
                .contains("error[unknown-source]: there is no source or view `usrs`")
                .contains("error[unknown-source]: there is no source or view `user`")
                .contains("^^^^ did you mean `users`?")
                .contains("error[duplicate-field]: there are two fields with the name `user_id`")
                .contains("^^^^^^^ first on line 14");
        assertThat(cli.err().lines().filter(line -> line.startsWith("error["))).hasSize(5);
        assertThat(cli.err().lines().filter(line -> line.contains("^^^"))).hasSize(5);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.yaml");
        Cli cli = Cli.run("validate", missing.toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("cannot read `" + missing + "`").contains("there is no such file");
    }

    @Test
    void aFolderWithoutViewsSaysWhatWasExpected() {
        Cli cli = Cli.run("validate", directory.toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("expected views.yaml or views/*.yaml in " + directory + ", found neither");
    }

    @Test
    void explainShowsThePlan() {
        Cli cli = Cli.run("explain", Cli.example("shop").toString(), "customer-orders");
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("customer-orders", "user-service.users", "catalog-service.catalog");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void explainOfAnUnknownViewNamesTheViews() {
        Cli cli = Cli.run("explain", Cli.example("shop").toString(), "customer-order");
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err())
                .contains("no view `customer-order`; there are: customer-orders, product-sales, packing-list,"
                        + " last-orders");
    }

    @Test
    void explainSaysWhatACodeMeans() {
        Cli cli = Cli.run("explain", "many-is-one");
        assertThat(cli.code()).isZero();
        assertThat(cli.out())
                .startsWith("many-is-one\n\nEvery step follows a reference of the row")
                .contains("\n    wrong   - customer: {many: users}", "\n    right   - customer: {one: users}\n");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void explainKnowsTheCodesOfCaseFiles() {
        Cli cli = Cli.run("explain", "wrong-row");
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).startsWith("wrong-row\n\n").contains("\n    wrong   ", "\n    right   ");
    }

    @Test
    void explainOfAnUnknownCodeNamesTheNearest() {
        Cli cli = Cli.run("explain", "unknwon-column");
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("no problem has the code `unknwon-column`; did you mean `unknown-column`?");
        assertThat(Cli.run("explain", "nonsense").err())
                .contains("; the codes are `ambiguous-relation`, ", ", `wrong-row`, ", ", `yaml-syntax`");
    }

    @Test
    void explainOfAFileAsksForTheView() {
        String file = Cli.example("shop/views.yaml").toString();
        Cli cli = Cli.run("explain", file);
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("which view of " + file + "? tributary explain " + file + " VIEW");
    }

    @Test
    void docsWritesAPageForEachView() {
        Path pages = directory.resolve("a/b");
        Cli cli = Cli.run("docs", Cli.example("shop").toString(), "-o", pages.toString());
        assertThat(cli.code()).isZero();
        assertThat(cli.out().lines()).anyMatch(line -> line.contains("customer-orders"));
        assertThat(cli.out().lines().map(Path::of)).isNotEmpty().allMatch(Files::isRegularFile);
    }

    @Test
    void docsWithoutAFolderSaysWhichOptionIsMissing() {
        Cli cli = Cli.run("docs", Cli.example("shop").toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("Missing required option: '--output=DIR'");
    }

    @Test
    void docsIntoAFileSaysThatItIsInTheWay() throws IOException {
        Path file = write("file", "");
        Cli cli = Cli.run("docs", Cli.example("shop").toString(), "-o", file.toString());
        assertThat(cli.code()).isEqualTo(Main.FAILURE);
        assertThat(cli.err()).contains(file.toString()).hasLineCount(1);
    }

    @Test
    void keyMakesAnotherKeyEachTimeWithItsHash() throws Exception {
        String first = Cli.run("key").out();
        Matcher made = Pattern.compile("key: (tributary_[A-Za-z0-9_-]{43})\nsha256: ([0-9a-f]{64})\n")
                .matcher(first);
        assertThat(made.matches()).as(first).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(made.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(made.group(2));
        assertThat(Cli.run("key").out()).isNotEqualTo(first);
    }

    @Test
    void schemaIsJson() throws IOException {
        Cli cli = Cli.run("schema");
        assertThat(cli.code()).isZero();
        assertThat(new ObjectMapper().readTree(cli.out()).has("$schema")).isTrue();
    }

    @Test
    void anUnknownCommandGivesTheNearestOnes() {
        Cli cli = Cli.run("validat", "x");
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("'validat'").contains("Did you mean: tributary validate");
    }

    @Test
    void anUnknownOptionGivesTheUsage() {
        Cli cli = Cli.run("validate", "--bogus", "x");
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("Unknown option: '--bogus'").contains("Usage: tributary validate");
    }

    @Test
    void noCommandListsThem() {
        Cli cli = Cli.run();
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("Missing required subcommand").contains("dev", "run", "validate", "consume");
    }

    @Test
    void everyCommandKnowsItsVersion() {
        assertThat(Cli.run("--version").out()).startsWith("tributary ");
        assertThat(Cli.run("run", "--version").out()).startsWith("tributary ");
    }

    @Test
    void runNeedsKafka() throws IOException {
        Path config = write("config.yaml", config(""));
        Cli cli = Cli.run("run", "-c", config.toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err())
                .contains("expected kafka: {\"bootstrap.servers\": \"host:port\"} in " + config)
                .contains("--kafka bootstrap.servers=host:port");
    }

    @Test
    @Timeout(60)
    void runRefusesKafkaPropertiesThatCannotBe() throws IOException {
        String config = write("config.yaml", config("")).toString();
        Cli address = Cli.run("run", "-c", config, "--kafka", "bootstrap.servers=nonsense");
        assertThat(address.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(address.err())
                .contains("Invalid url in bootstrap.servers: nonsense")
                .hasLineCount(1);
        Cli protocol = Cli.run(
                "run", "-c", config, "--kafka", "bootstrap.servers=127.0.0.1:1", "--kafka", "security.protocol=NONE");
        assertThat(protocol.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(protocol.err())
                .contains("Invalid value NONE for configuration security.protocol")
                .hasLineCount(1);
    }

    @Test
    @Timeout(60)
    void runRefusesStreamsPropertiesThatCannotBe() throws IOException {
        String config = config("kafka: {bootstrap.servers: \"127.0.0.1:1\"}\nstreams: {commit.interval.ms: soon}\n");
        Cli cli = Cli.run("run", "-c", write("config.yaml", config).toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("commit.interval.ms").hasLineCount(1);
    }

    @Test
    void runWithoutItsFileNamesIt() {
        Path missing = directory.resolve("missing.yaml");
        Cli cli = Cli.run("run", "-c", missing.toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("cannot read `" + missing + "`");
    }

    @Test
    @Timeout(60)
    void devOnAPortInUseStartsNothing() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli cli = Cli.run("dev", Cli.example("shop").toString(), "--port", "" + taken.getLocalPort());
            assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
            assertThat(cli.err())
                    .isEqualToIgnoringNewLines("error: port " + taken.getLocalPort()
                            + " is in use: end what listens there, or choose another with --port");
        }
    }

    @Test
    @Timeout(60)
    void devOnABrokenViewFileShowsItsProblems() throws IOException {
        write("views.yaml", FIVE_MISTAKES);
        Cli cli = Cli.run("dev", directory.toString(), "--port", "0");
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err().lines().filter(line -> line.startsWith("error["))).hasSize(5);
        assertThat(cli.err()).doesNotContain("Kafka");
    }

    @Test
    void whatIsForDatabasesOnlyIsRefusedWithoutThem() {
        assertThat(Cli.run("dev", Cli.example("shop").toString(), "--port", "0", "--keep", directory.toString())
                        .err())
                .contains("--keep is for --databases");
        assertThat(Cli.run("dev", Cli.example("library").toString(), "--databases")
                        .err())
                .contains("--databases starts the services of examples/shop, and ")
                .contains("connect/README.md");
        assertThat(Cli.run("dev", directory.resolve("shopp").toString(), "--databases")
                        .err())
                .contains("there is no folder " + directory.resolve("shopp"));
        assertThat(Cli.run("dev", Cli.example("shop").toString(), "--databases", "--kafka-port", "9092")
                        .err())
                .contains("--kafka-port is for one broker");
        assertThat(Cli.run("dev", Cli.example("shop").toString(), "--databases").err())
                .contains("start it with ./tributary in the repository");
    }

    @Test
    void aPortThatIsNoneIsRefused() throws IOException {
        String config = write("config.yaml", config("kafka: {bootstrap.servers: \"127.0.0.1:1\"}\n"))
                .toString();
        Cli run = Cli.run("run", "-c", config, "--port", "99999");
        assertThat(run.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("error: --port: expected a port from 0 to 65535, but came 99999");
        Cli dev = Cli.run("dev", Cli.example("shop").toString(), "--port", "-1");
        assertThat(dev.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(dev.err()).isEqualToIgnoringNewLines("error: --port: expected a port from 0 to 65535, but came -1");
    }

    @Test
    void anEmptyBootstrapServerIsRefused() throws IOException {
        Cli topics = Cli.run("topics", "--bootstrap-server", "", "--list");
        assertThat(topics.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(topics.err())
                .isEqualToIgnoringNewLines("error: --bootstrap-server: expected host:port, but it is empty");
        String config = write("config.yaml", config("")).toString();
        Cli run = Cli.run("run", "-c", config, "--kafka", "bootstrap.servers=");
        assertThat(run.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(run.err()).contains("expected kafka: {\"bootstrap.servers\": \"host:port\"}");
    }

    @Test
    @Timeout(20)
    void withoutABrokerKafkasToolsSaySo() {
        Cli cli = Cli.run("topics", "--bootstrap-server", "127.0.0.1:1", "--list");
        assertThat(cli.code()).isEqualTo(Main.FAILURE);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines(
                        "error: no Kafka can be reached at 127.0.0.1:1: start it, or say where it is with"
                                + " --bootstrap-server or -c");
    }

    @Test
    @Timeout(20)
    void devReadsItsDataBeforeKafkaStarts() throws IOException {
        write("views.yaml", "sources: {users: {topic: users, key: id}}\nviews: {people: {from: users}}\n");
        Path data = Files.createDirectory(directory.resolve("data"));
        Path users = Files.writeString(data.resolve("users.jsonl"), "{\"id\":1}\n\n{\"id\":\n");
        Cli broken = Cli.run("dev", directory.toString(), "--port", "0");
        assertThat(broken.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(broken.err())
                .startsWith("error: " + users + ":3: a row is a JSON object: ")
                .doesNotContain("Kafka");
        Files.writeString(users, "{\"id\":1}\n");
        Path other = Files.writeString(data.resolve("user.jsonl"), "{\"id\":1}\n");
        Cli foreign = Cli.run("dev", directory.toString(), "--port", "0");
        assertThat(foreign.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(foreign.err())
                .isEqualToIgnoringNewLines(
                        "error: " + other + " belongs to no source: there is no `user`; did you mean `users`?");
    }

    private static String config(String more) {
        return "service: shop\nviews: [\"" + Cli.example("shop/views.yaml") + "\"]\nhttp: {port: 0}\n" + more;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
