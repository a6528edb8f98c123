package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.SandboxKafka;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code topics}, {@code produce} and {@code consume}: their options are Kafka's, the cluster is the configured one. */
class KafkaCommandsTest {
    private static SandboxKafka kafka;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        kafka = SandboxKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aTopicIsCreatedFilledAndRead() {
        String[] server = {"--bootstrap-server", kafka.bootstrapServers()};
        assertThat(run("", "topics", server, "--create", "--topic", "letters", "--partitions", "1"))
                .contains("Created topic letters.");
        run("a\nb\n", "produce", server, "--topic", "letters");
        String[] read = {"--topic", "letters", "--from-beginning", "--max-messages", "2", "--timeout-ms", "10000"};
        assertThat(run("", "consume", server, read).lines()).containsExactly("a", "b");
    }

    @Test
    void theClusterIsThatOfTheConfiguration() throws IOException {
        Path config = Files.writeString(directory.resolve("config.yaml"), """
                service: shop
                views: ["%s"]
                kafka: {bootstrap.servers: "%s"}
                """.formatted(
                        Cli.example("shop/views.yaml"), kafka.bootstrapServers()));
        String[] configured = {"-c", config.toString()};
        run("", "topics", configured, "--create", "--topic", "configured", "--partitions", "2");
        assertThat(run("", "topics", configured, "--list").lines()).contains("configured");
    }

    private static String run(String input, String command, String[] where, String... arguments) {
        String[] all = new String[1 + where.length + arguments.length];
        all[0] = command;
        System.arraycopy(where, 0, all, 1, where.length);
        System.arraycopy(arguments, 0, all, 1 + where.length, arguments.length);
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
        System.setOut(new PrintStream(written, true, UTF_8));
        try {
            assertThat(Cli.run(all).code()).isZero();
            return written.toString(UTF_8);
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
    }
}
