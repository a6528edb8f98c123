package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Event;
import dev.tributary.oracle.History;
import dev.tributary.oracle.Oracle;
import dev.tributary.oracle.Rows;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed in the middle of its work, started again with the state that it left, killed again and started
 * without any: once all is quiet, every document is as the oracle says. {@code -Dcrash.seed=…} repeats a run's changes.
 */
class CrashTest {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);
    private static final int EVENTS = 3_000;
    private static final Duration RIGHT_WITHIN = Duration.ofSeconds(60);
    private static final Duration END_AT_MOST = Duration.ofSeconds(15);
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);

    @Test
    @Timeout(240)
    void everyDocumentIsRightAfterTheServiceWasKilledAndItsStateLost() throws Exception {
        System.out.println("crash.seed " + SEED);
        Oracle oracle = Oracle.of(Cli.example("shop/views.yaml"));
        List<Event> events = History.of(oracle.file(), SEED, EVENTS);
        try (SandboxKafka kafka = SandboxKafka.start()) {
            Path views = plainViews();
            createTopics(kafka, oracle);
            Path config = configure(kafka, views);
            try (EventProducer producer = EventProducer.start(kafka.bootstrapServers(), views, events)) {
                crash(config, producer, EVENTS / 3);
                crash(config, producer, EVENTS * 2 / 3);
                delete(directory.resolve("data"));
                try (ChildJvm run = run(config)) {
                    producer.awaitSent(EVENTS);
                    awaitAll(
                            run,
                            oracle.evaluate(Rows.after(oracle.file(), events).latest()));
                    run.signal("TERM");
                    run.awaitExit(END_AT_MOST);
                }
            }
        }
    }

    /** Runs the service until so many changes were produced and it is at work, and then a little longer. */
    private void crash(Path config, EventProducer producer, int events) throws Exception {
        try (ChildJvm run = run(config)) {
            run.await("/health/ready", 200);
            producer.allow(events);
            producer.awaitSent(events - random.nextInt(EVENTS / 10));
            Thread.sleep(random.nextInt(300));
            run.kill();
            producer.allow(events + EVENTS / 3);
        }
    }

    private ChildJvm run(Path config) throws IOException {
        return ChildJvm.start(directory.resolve("tmp"), "run", "-c", config.toString());
    }

    private void awaitAll(ChildJvm run, Map<String, Map<String, Map<String, @Nullable Object>>> expected)
            throws Exception {
        long deadline = System.nanoTime() + RIGHT_WITHIN.toNanos();
        String difference = difference(run, expected);
        while (difference != null) {
            assertThat(System.nanoTime())
                    .as("-Dcrash.seed=%d: %s%n%s", SEED, difference, run.err())
                    .isLessThan(deadline);
            Thread.sleep(500);
            difference = difference(run, expected);
        }
    }

    private static @Nullable String difference(
            ChildJvm run, Map<String, Map<String, Map<String, @Nullable Object>>> expected) throws Exception {
        for (Map.Entry<String, Map<String, Map<String, @Nullable Object>>> view : expected.entrySet()) {
            HttpResponse<String> answer = run.get("/views/" + view.getKey() + "?limit=1000");
            if (answer.statusCode() != 200) {
                return answer.body();
            }
            Map<String, JsonNode> actual = new TreeMap<>();
            for (JsonNode item : EXACT.readTree(answer.body()).get("items")) {
                actual.put(item.get("key").asText(), item.get("document"));
            }
            TreeSet<String> keys = new TreeSet<>(view.getValue().keySet());
            keys.addAll(actual.keySet());
            for (String key : keys) {
                String difference = Documents.difference(view.getValue().get(key), actual.get(key));
                if (difference != null) {
                    return view.getKey() + "/" + key + ": " + difference;
                }
            }
        }
        return null;
    }

    /** Histories put values of all types into a column, which only plain JSON carries. */
    private Path plainViews() throws IOException {
        String plain = Files.readAllLines(Cli.example("shop/views.yaml")).stream()
                .filter(line ->
                        !line.strip().startsWith("format:") && !line.strip().startsWith("types:"))
                .collect(Collectors.joining("\n"));
        return Files.writeString(directory.resolve("views.yaml"), plain);
    }

    private static void createTopics(SandboxKafka kafka, Oracle oracle) {
        try (Topics topics = Topics.connect(kafka.bootstrapServers())) {
            oracle.file().sources().values().forEach(source -> topics.create(source.topic(), 3));
        }
    }

    private Path configure(SandboxKafka kafka, Path views) throws IOException {
        return Files.writeString(
                directory.resolve("service.yaml"), """
                service: crash
                views: ["%s"]
                http: {host: 127.0.0.1, port: 0}
                partitions: 3
                kafka: {bootstrap.servers: "%s"}
                """.formatted(views.getFileName(), kafka.bootstrapServers()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
