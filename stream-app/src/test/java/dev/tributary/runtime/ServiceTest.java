package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.TupleWriter;
import dev.tributary.config.ServiceConfig;
import dev.tributary.oracle.Examples;
import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.RowEncoders;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.store.DocumentReader;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.ViewFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine on a real broker: documents appear, change and go, and outlive a restart. */
class ServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static SandboxKafka kafka;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void startKafka() {
        kafka = SandboxKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void joinsThreeTopicsAndOutlivesARestart() throws Exception {
        Path file = Examples.dir().resolve("shop/views.yaml");
        Model model = ViewFiles.load(List.of(file)).model();
        try (Topics topics = Topics.connect(kafka.bootstrapServers());
                Records records = Records.connect(kafka.bootstrapServers())) {
            model.sources().values().forEach(source -> topics.create(source.topic(), 3));
            put(records, model.source("users"), "{\"user_id\":1,\"email\":\"ada@example.org\",\"first_name\":\"Ada\"}");
            put(records, model.source("orders"), "{\"order_id\":10,\"user_id\":1,\"product_id\":7,\"qty\":2}");
            put(records, model.source("catalog"), "{\"product_id\":7,\"product_name\":\"Loom\",\"stock\":3}");
            try (Service service = Service.start(config(), model)) {
                ViewReads view = service.view("customer-orders");
                await(() -> document(view, 1)
                        .filter(json -> json.contains("\"Loom\""))
                        .isPresent());
                await(() -> view.status().state() == ViewStatus.State.RUNNING);
                assertThat(view.status().documents()).isEqualTo(1);
            }
            put(records, model.source("orders"), "{\"order_id\":10,\"user_id\":2,\"product_id\":7,\"qty\":2}");
            put(records, model.source("users"), "{\"user_id\":2,\"first_name\":\"Grace\"}");
            try (Service service = Service.start(config(), model)) {
                ViewReads view = service.view("customer-orders");
                await(() -> document(view, 2)
                        .filter(json -> json.contains("\"Loom\""))
                        .isPresent());
                await(() -> document(view, 1)
                        .filter(json -> json.contains("\"orders\":[]"))
                        .isPresent());
            }
            List<Path> old = copiesFrom(Duration.ofDays(3));
            assertThat(old).hasSizeGreaterThan(4).allMatch(Files::exists);
            try (Service service = Service.start(config(), model)) {
                ViewReads view = service.view("customer-orders");
                await(() -> view.status().state() == ViewStatus.State.RUNNING);
                assertThat(document(view, 2))
                        .hasValueSatisfying(json -> assertThat(json).contains("\"Loom\""));
                assertThat(old).noneMatch(Files::exists);
            }
        }
    }

    /** Lets it be so long ago that the service ran, and leaves a file with the copies of each application. */
    private List<Path> copiesFrom(Duration ago) throws IOException {
        List<Path> left = new ArrayList<>();
        try (Stream<Path> applications = Files.list(stateDir.resolve("applications"))) {
            for (Path application : applications.toList()) {
                Files.setLastModifiedTime(
                        application, FileTime.from(Instant.now().minus(ago)));
                left.add(Files.writeString(
                        stateDir.resolve(application.getFileName()).resolve("old"), ""));
            }
        }
        return left;
    }

    /** Each view reads the events itself, and each wrote the letter. */
    @Test
    void anEventThatCannotBeReadIsOneDeadLetterHoweverManyViewsReadIt() throws Exception {
        String file = """
                sources:
                  clicks: {topic: letters.clicks, kind: events}
                views:
                  by-page: {from: clicks, group_by: {page: page}, fields: [page, {n: {count: clicks}}]}
                  by-user: {from: clicks, group_by: {user: user}, fields: [user, {n: {count: clicks}}]}
                """;
        Model model = ViewFiles.parse(Map.of("views.yaml", file)).model();
        try (Topics topics = Topics.connect(kafka.bootstrapServers());
                Records records = Records.connect(kafka.bootstrapServers())) {
            topics.create("letters.clicks", 1);
            for (String json : List.of("{\"page\":1,\"user\":1}", "{broken", "{\"page\":1,\"user\":1}")) {
                records.send("letters.clicks", null, json.getBytes(StandardCharsets.UTF_8));
            }
            try (Service service = Service.start(config("letters"), model)) {
                for (String view : List.of("by-page", "by-user")) {
                    await(() -> document(service.view(view), 1)
                            .filter(json -> json.contains("\"n\":2"))
                            .isPresent());
                }
            }
        }
        assertThat(Records.readAll(kafka.bootstrapServers(), "letters-dead-letters", DEADLINE))
                .hasSize(1);
    }

    private ServiceConfig config() {
        return config("test");
    }

    private ServiceConfig config(String service) {
        return ServiceConfig.local(service, stateDir, kafka.bootstrapServers()).withPartitions(4);
    }

    private static void put(Records records, Source source, String row) {
        var encoder = RowEncoders.of(source.format().name().toLowerCase(Locale.ROOT), source.key(), Map.of());
        encoder.upsert(RowEncoders.row(row)).forEach(each -> records.send(source.topic(), each.key(), each.value()));
    }

    private static Optional<String> document(ViewReads view, int id) {
        byte[] key = new TupleWriter().add(id).toBytes();
        return view.copy(view.partitionOf(key)).flatMap(store -> {
            try (DocumentReader reader = view.plan().reader(store)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                return reader.write(key, out) ? Optional.of(out.toString(StandardCharsets.UTF_8)) : Optional.empty();
            } catch (java.io.IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
        });
    }

    private static void await(Supplier<Boolean> condition) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.get()) {
            assertThat(System.nanoTime()).as("waited for " + DEADLINE).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
