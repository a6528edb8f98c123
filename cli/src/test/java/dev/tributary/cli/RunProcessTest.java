package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as it is deployed: a process with a configuration file, against a broker elsewhere. */
class RunProcessTest {
    private static final Duration END_AT_MOST = Duration.ofSeconds(15);
    private static final Duration READ_AT_MOST = Duration.ofSeconds(20);
    private static final int TERMINATED = 143;
    private static final String ADA_WITH_CAT = "{\"id\":1,\"name\":\"Ada\",\"pets\":[{\"kind\":\"cat\"}]}";

    private static SandboxKafka kafka;

    @TempDir
    Path directory;

    @BeforeAll
    static void startKafka() {
        kafka = SandboxKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void waitsForItsTopicsServesEndsCleanAndGoesOnWhereItWas() throws Exception {
        Path config = configure("waiting", kafka.bootstrapServers());
        try (ChildJvm run = start(config, "first")) {
            run.awaitText("waiting for source topics that do not exist yet: waiting.people, waiting.pets");
            assertThat(run.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(run.get("/health/live").statusCode()).isEqualTo(200);
            createTopics("waiting");
            put("waiting.people", "1", "{\"id\":1,\"name\":\"Ada\"}");
            put("waiting.pets", "7", "{\"id\":7,\"owner\":1,\"kind\":\"cat\"}");
            run.await("/health/ready", 200);
            awaitDocument(run, ADA_WITH_CAT);
            run.awaitText("View owners is built");
            endClean(run);
            assertThat(run.err()).doesNotContain("ERROR");
        }
        try (ChildJvm again = start(config, "second")) {
            again.await("/health/ready", 200);
            assertThat(again.await("/views/owners/1", 200).body()).isEqualTo(ADA_WITH_CAT);
            put("waiting.people", "1", "{\"id\":1,\"name\":\"Ann\"}");
            awaitDocument(again, ADA_WITH_CAT.replace("Ada", "Ann"));
            endClean(again);
            assertThat(again.err()).doesNotContain("is built", "WARN", "ERROR");
        }
    }

    @Test
    void whatCannotBeDecodedIsADeadLetterAndStopsNothing() throws Exception {
        createTopics("spoilt");
        put("spoilt.people", "1", "{\"id\":1,");
        put("spoilt.people", "1", "{\"id\":1,\"name\":\"Ada\"}");
        put("spoilt.pets", "7", "{\"id\":7,\"owner\":1,\"kind\":\"cat\"}");
        try (ChildJvm run = start(configure("spoilt", kafka.bootstrapServers()), "tmp")) {
            awaitDocument(run, ADA_WITH_CAT);
            assertThat(run.err()).contains("spoilt.people[").contains("went to the dead letters: ");
            endClean(run);
        }
        List<ConsumerRecord<byte[], byte[]>> buried =
                Records.readAll(kafka.bootstrapServers(), "spoilt-dead-letters", READ_AT_MOST);
        assertThat(buried).hasSize(1);
        assertThat(new String(buried.get(0).key(), UTF_8)).isEqualTo("1");
        assertThat(new String(buried.get(0).value(), UTF_8)).isEqualTo("{\"id\":1,");
        Map<String, String> headers = headers(buried.get(0));
        assertThat(headers)
                .containsEntry("tributary.source", "people")
                .containsEntry("tributary.topic", "spoilt.people")
                .containsEntry("tributary.offset", "0")
                .containsKeys("tributary.partition", "tributary.reason");
        assertThat(headers.get("tributary.reason")).isNotBlank();
    }

    @Test
    void waitsForAKafkaThatIsAwayAndEndsAtOnceWhenTold() throws Exception {
        for (String away : List.of("127.0.0.1:1", "kafka.invalid:9092")) {
            try (ChildJvm run = start(configure("away", away), "tmp")) {
                run.awaitText("waiting for Kafka at " + away + ": ");
                assertThat(run.get("/health/ready").body())
                        .contains("waiting for Kafka")
                        .doesNotContain(away);
                endClean(run);
                assertThat(run.err()).doesNotContain("ERROR");
            }
        }
    }

    /** With Kafka away, an application cannot leave its group, and waits a while for it. */
    @Test
    void aSlowStopAnswersRequestsUntilItsEndAndIsNotReady() throws Exception {
        try (ChildJvm run = startedWithAKafkaThatIsGone()) {
            run.signal("TERM");
            run.awaitText(": stopping\n");
            run.await("/health/ready", 503);
            int answers = 0;
            while (!run.err().contains(": stopped\n")) {
                answers += answersWhileStopping(run) ? 1 : 0;
                Thread.sleep(100);
            }
            assertThat(answers).isGreaterThan(5);
            assertThat(run.awaitExit(END_AT_MOST)).isEqualTo(TERMINATED);
        }
    }

    private ChildJvm startedWithAKafkaThatIsGone() throws Exception {
        try (SandboxKafka own = SandboxKafka.start()) {
            try (Topics topics = Topics.connect(own.bootstrapServers())) {
                topics.create("slow.people", 1);
                topics.create("slow.pets", 1);
            }
            ChildJvm run = start(configure("slow", own.bootstrapServers()), "tmp");
            run.await("/health/ready", 200);
            return run;
        }
    }

    /** False when it has ended by then. */
    private static boolean answersWhileStopping(ChildJvm run) throws Exception {
        try {
            assertThat(run.get("/health/ready").body()).contains("/problems/stopping");
            assertThat(run.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(run.get("/views").statusCode()).isEqualTo(200);
            return true;
        } catch (IOException ended) {
            run.awaitText(": stopped\n");
            return false;
        }
    }

    private static void endClean(ChildJvm run) throws Exception {
        run.signal("TERM");
        assertThat(run.awaitExit(END_AT_MOST)).isEqualTo(TERMINATED);
        assertThat(run.err()).contains(": stopping\n").endsWith(": stopped\n").doesNotContain("Exception", "\tat ");
    }

    private ChildJvm start(Path config, String temporary) throws IOException {
        return ChildJvm.start(directory.resolve(temporary), "run", "-c", config.toString());
    }

    private static void awaitDocument(ChildJvm run, String expected) throws Exception {
        long deadline = System.nanoTime() + READ_AT_MOST.toNanos();
        while (!run.await("/views/owners/1", 200).body().equals(expected)) {
            assertThat(System.nanoTime()).as(run.get("/views/owners/1").body()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static void createTopics(String service) {
        try (Topics topics = Topics.connect(kafka.bootstrapServers())) {
            topics.create(service + ".people", 3);
            topics.create(service + ".pets", 2);
        }
    }

    private static void put(String topic, String key, String value) {
        try (Records records = Records.connect(kafka.bootstrapServers())) {
            records.send(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        StreamSupport.stream(record.headers().spliterator(), false)
                .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private Path configure(String service, String bootstrapServers) throws IOException {
        Files.writeString(directory.resolve("views.yaml"), """
                sources:
                  people: {topic: %1$s.people, key: id}
                  pets: {topic: %1$s.pets, key: id, references: {owner: people}}
                views:
                  owners:
                    from: people
                    fields: [id, name, {pets: {many: pets, fields: [kind]}}]
                """.formatted(service));
        return Files.writeString(directory.resolve("service.yaml"), """
                service: %s
                views: [views.yaml]
                http: {host: 127.0.0.1, port: 0}
                partitions: 2
                kafka: {bootstrap.servers: "%s"}
                """.formatted(service, bootstrapServers));
    }
}
