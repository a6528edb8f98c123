package dev.tributary.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaToolsTest {

    private static SandboxKafka kafka;

    @BeforeAll
    static void start() {
        kafka = SandboxKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void topicsAreCreatedFilledAndRead() {
        Run created = run("", "topics", "--create", "--topic", "letters", "--partitions", "1");
        assertThat(created.code).isZero();
        assertThat(created.out).contains("Created topic letters.");
        assertThat(run("", "topics", "--list").out).contains("letters");

        Run produced = run(
                "a:1\nb:2\n",
                "produce",
                "--topic",
                "letters",
                "--reader-property",
                "parse.key=true",
                "--reader-property",
                "key.separator=:");
        assertThat(produced.code).isZero();

        Run consumed = run(
                "",
                "consume",
                "--topic",
                "letters",
                "--from-beginning",
                "--max-messages",
                "2",
                "--timeout-ms",
                "10000",
                "--formatter-property",
                "print.key=true");
        assertThat(consumed.code).isZero();
        assertThat(consumed.out.lines()).contains("a\t1", "b\t2");
    }

    @Test
    void aFailureGivesItsExitCode() {
        assertThat(run("", "topics", "--describe", "--topic", "missing").code).isEqualTo(1);
        assertThat(run("", "consume", "--no-such-option").code).isEqualTo(1);
        assertThat(run("", "produce").code).isEqualTo(1);
    }

    @Test
    void givenServersAreKept() {
        int code = KafkaTools.run(
                "topics",
                "127.0.0.1:1",
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--exclude-internal",
                "--list");
        assertThat(code).isZero();
    }

    @Test
    void namesTheToolsThereAre() {
        assertThatThrownBy(() -> KafkaTools.run("topic", kafka.bootstrapServers()))
                .isInstanceOf(SandboxException.class)
                .hasMessage("no tool topic; there are consume, produce, topics");
    }

    private record Run(int code, String out) {}

    private static Run run(String input, String tool, String... args) {
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
        System.setOut(new PrintStream(written, true, UTF_8));
        System.setErr(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        try {
            int code = KafkaTools.run(tool, kafka.bootstrapServers(), args);
            return new Run(code, written.toString(UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }
}
