package dev.tributary.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.sandbox.SandboxKafka.Options;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxKafkaTest {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path kept;

    @Test
    void keepsWhatIsProducedToItAndLeavesNothingBehind() {
        Path data;
        long closing;
        try (SandboxKafka kafka = SandboxKafka.start()) {
            data = kafka.directory();
            createAndFill(kafka, "numbers", 1000);

            List<ConsumerRecord<byte[], byte[]>> read = read(kafka, "numbers");

            assertThat(read).hasSize(1000).anySatisfy(each -> {
                assertThat(each.key()).asString(UTF_8).isEqualTo("k7");
                assertThat(each.value()).asString(UTF_8).isEqualTo("v7");
                assertThat(each.headers().lastHeader("h").value())
                        .asString(UTF_8)
                        .isEqualTo("x");
            });
            closing = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(SandboxKafka.CLOSE_TIMEOUT);
        assertThat(data).doesNotExist();
    }

    @Test
    void keepsItsDataInAGivenDirectory() {
        Options options = Options.defaults().withDirectory(kept.resolve("kafka"));
        try (SandboxKafka first = SandboxKafka.start(options)) {
            createAndFill(first, "numbers", 3);
        }
        try (SandboxKafka again = SandboxKafka.start(options);
                Topics topics = Topics.connect(again.bootstrapServers())) {
            assertThat(topics.names()).containsExactly("numbers");
            assertThat(topics.create("numbers", 2)).isFalse();
            assertThat(read(again, "numbers")).hasSize(3);
        }
    }

    @Test
    void refusesAPortThatIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> SandboxKafka.start(Options.defaults().withPort(port)))
                    .isInstanceOf(SandboxException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + port
                            + ": the port is in use; stop what listens there, or choose another port");
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        Options options = Options.defaults().withDirectory(kept);
        try (SandboxKafka running = SandboxKafka.start(options)) {
            assertThatThrownBy(() -> SandboxKafka.start(options))
                    .isInstanceOf(SandboxException.class)
                    .hasMessage(running.directory() + " is in use by process "
                            + ProcessHandle.current().pid() + ": end that, or choose another folder");
        }
    }

    @Test
    void runsBesideAnother() {
        try (SandboxKafka one = SandboxKafka.start();
                SandboxKafka other = SandboxKafka.start()) {
            createAndFill(one, "ones", 1);
            createAndFill(other, "others", 2);

            assertThat(read(one, "ones")).hasSize(1);
            assertThat(read(other, "others")).hasSize(2);
            try (Topics topics = Topics.connect(one.bootstrapServers())) {
                assertThat(topics.names()).containsExactly("ones");
            }
        }
    }

    @Test
    void takesAPortAndProperties() {
        int port = Ports.free();
        Options options = Options.defaults().withPort(port).withProperty("auto.create.topics.enable", "true");
        try (SandboxKafka kafka = SandboxKafka.start(options);
                Records records = Records.connect(kafka.bootstrapServers())) {
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            records.send("made-up", null, "v".getBytes(UTF_8));
            assertThat(read(kafka, "made-up")).hasSize(1);
        }
    }

    @Test
    void saysWhichTopicCannotBeCreated() {
        try (SandboxKafka kafka = SandboxKafka.start();
                Topics topics = Topics.connect(kafka.bootstrapServers())) {
            assertThatThrownBy(() -> topics.create("no spaces", 1))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageStartingWith("cannot create topic no spaces: ");
            assertThatThrownBy(() -> topics.create("t", 1, Map.of("cleanup.policy", "shrink")))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageStartingWith("cannot create topic t: ");
        }
    }

    private static void createAndFill(SandboxKafka kafka, String topic, int count) {
        try (Topics topics = Topics.connect(kafka.bootstrapServers());
                Records records = Records.connect(kafka.bootstrapServers())) {
            assertThat(topics.create(topic, 2, Map.of("cleanup.policy", "compact")))
                    .isTrue();
            records.sendAll(IntStream.range(0, count)
                    .mapToObj(i -> Records.record(
                            topic, ("k" + i).getBytes(UTF_8), ("v" + i).getBytes(UTF_8), Map.of("h", "x")))
                    .toList());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(SandboxKafka kafka, String topic) {
        return Records.readAll(kafka.bootstrapServers(), topic, READ_TIMEOUT);
    }
}
