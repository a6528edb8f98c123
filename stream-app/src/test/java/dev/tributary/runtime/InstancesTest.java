package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.ServiceConfig;
import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.OrderedStore;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances of a service that come and go, on a real broker. */
class InstancesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    /** So long nobody may join or leave before a group counts as settled. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(3);

    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final int ROWS = 400;
    private static final Set<Integer> ALL = Set.of(0, 1, 2, 3);

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
    void aRestartOfAnInstanceWithAnIdMovesNothing() throws Exception {
        Model model = filled("restarted");
        ServiceConfig config = config("restarted", 1).withInstanceId("a");
        try (Instance other = Instance.start(config("restarted", 2).withInstanceId("b"), model)) {
            Set<Integer> kept;
            double rebalances;
            try (Instance first = Instance.start(config, model)) {
                awaitShared(first, other);
                kept = other.active("people");
                rebalances = other.rebalances();
            }
            long stopped = System.nanoTime();
            try (Instance again = Instance.start(config, model)) {
                await(() -> again.isRunning("people") && again.active("people").size() == 2);
                assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(SESSION);
                Thread.sleep(SETTLED_AFTER.toMillis());
                assertThat(other.active("people")).isEqualTo(kept);
                assertThat(other.rebalances()).isEqualTo(rebalances);
                assertThat(again.active("people")).hasSize(2).doesNotContainAnyElementsOf(kept);
            }
        }
    }

    @Test
    void anInstanceWithoutAnIdHandsOverAtOnceWhenItStops() throws Exception {
        Model model = filled("left");
        try (Instance other = Instance.start(config("left", 2), model)) {
            long stopping;
            try (Instance first = Instance.start(config("left", 1), model)) {
                awaitShared(first, other);
                stopping = System.nanoTime();
            }
            await(() -> other.active("people").equals(ALL));
            assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(SESSION.minusSeconds(1));
        }
    }

    /** It kept its partitions until its session ended, was never tried again, and its threads were replaced without a pause. */
    @Test
    void aViewThatFailsOnOneInstanceIsKeptByTheOthersUntilItCanBeTriedAgain() throws Exception {
        Model model = filled("failing");
        try (Instance good = Instance.start(config("failing", 1), model)) {
            await(() -> good.active("people").equals(ALL));
            List<Path> obstacles = obstacles();
            try (Instance bad = Instance.start(config("failing", 2), model, Duration.ofSeconds(5))) {
                await(() -> bad.view("people").status().state() == ViewStatus.State.FAILED);
                assertThat(bad.view("people").status().detail())
                        .startsWith("stopped by an error (")
                        .contains("it is tried again in ");
                assertThat(bad.replaced()).isEqualTo(5);
                await(() -> good.active("people").equals(ALL));
                for (Path obstacle : obstacles) {
                    Files.delete(obstacle);
                }
                awaitShared(good, bad);
                assertThat(bad.replaced()).isLessThanOrEqualTo(5);
            }
        }
    }

    /** A failure while its topics were created was the end of a view, until the process was started again. */
    @Test
    void aViewWhoseTopicsCannotBeMadeIsTriedAgain() throws Exception {
        Model model = filled("unmade");
        ServiceConfig config = config("unmade", 1);
        try (Instance impatient = Instance.start(config.withReplication(3), model)) {
            await(() -> impatient.view("people").status().detail().contains("InvalidReplicationFactorException"));
            assertThat(impatient.view("people").status().state()).isEqualTo(ViewStatus.State.STARTING);
            assertThat(impatient.view("people").status().detail())
                    .startsWith("it could not be started, and is tried again (");
            try (Instance other = Instance.start(config("unmade", 2), model)) {
                awaitShared(impatient, other);
            }
        }
    }

    /** Files where the second instance would make the directories of the view's partitions. */
    private List<Path> obstacles() throws IOException {
        List<Path> obstacles = new ArrayList<>();
        try (Stream<Path> applications = Files.list(directory.resolve("data-1"))) {
            Path view = applications
                    .filter(each -> each.getFileName().toString().contains("-people-"))
                    .findFirst()
                    .orElseThrow();
            Path same = Files.createDirectories(directory.resolve("data-2").resolve(view.getFileName()));
            for (int partition : ALL) {
                obstacles.add(Files.writeString(same.resolve("0_" + partition), ""));
            }
        }
        return obstacles;
    }

    /** Each partition has an active copy on one and a standby on the other, and both are where their log ends. */
    @Test
    void copiesTellWhatTheyAreForAndHowFarTheyHaveCome() throws Exception {
        Model model = filled("copies");
        try (Instance one = Instance.start(config("copies", 1), model);
                Instance other = Instance.start(config("copies", 2), model)) {
            awaitShared(one, other);
            for (int partition : ALL) {
                List<ViewReads> views = List.of(one.view("people"), other.view("people"));
                await(() -> views.stream()
                        .map(view -> view.copyState(partition).orElse(null))
                        .filter(copy -> copy != null && copy.behind().equals(Optional.of(Lag.NONE)))
                        .map(CopyState::role)
                        .collect(Collectors.toSet())
                        .equals(Set.of(CopyState.Role.ACTIVE, CopyState.Role.STANDBY)));
                List<CopyState> copies = views.stream()
                        .map(view -> view.copyState(partition).orElseThrow())
                        .toList();
                assertThat(copies)
                        .allMatch(copy -> copy.position() > 0
                                && copy.position() == copy.end().orElseThrow());
            }
        }
    }

    /** A copy that turns from standing by to active, and back, stays open: what it has folded and what Kafka Streams knows must agree. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void copiesThatChangeTheirRoleMissNothing(String guarantee) throws Exception {
        String service = "roles-" + guarantee.replace('_', '-');
        Map<String, String> guaranteed = Map.of("processing.guarantee", guarantee);
        Model model = filled(service);
        try (Instance stays = Instance.start(config(service, 1).withStreams(guaranteed), model)) {
            List<OrderedStore> opened;
            try (Instance leaves = Instance.start(config(service, 2).withStreams(guaranteed), model)) {
                awaitShared(stays, leaves);
                opened = copies(stays);
                rename(model, "Bea");
            }
            await(() -> stays.active("people").equals(ALL));
            rename(model, "Cleo");
            try (Instance comes = Instance.start(config(service, 3).withStreams(guaranteed), model)) {
                awaitShared(stays, comes);
                Set<String> expected = rename(model, "Dora");
                await(() ->
                        documents(stays).equals(expected) && documents(comes).equals(expected));
                assertThat(copies(stays)).as("the copies of its first moments").isEqualTo(opened);
            }
        }
    }

    private static List<OrderedStore> copies(Instance instance) {
        return ALL.stream()
                .flatMap(partition -> instance.view("people").copy(partition).stream())
                .toList();
    }

    /** In all copies that an instance has, whatever their role. */
    private static Set<String> documents(Instance instance) {
        Set<String> documents = new TreeSet<>();
        for (OrderedStore copy : copies(instance)) {
            try (DocumentReader reader = instance.view("people").plan().reader(copy)) {
                for (byte[] key = reader.nextKey(null); key != null; key = reader.nextKey(key)) {
                    ByteArrayOutputStream document = new ByteArrayOutputStream();
                    reader.write(key, document);
                    documents.add(document.toString(StandardCharsets.UTF_8));
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return documents;
    }

    /** Gives half of the people another name, deletes some of the others, and tells the documents that there are then. */
    private static Set<String> rename(Model model, String name) {
        Set<String> documents = new TreeSet<>();
        try (Records records = Records.connect(kafka.bootstrapServers())) {
            List<ProducerRecord<byte[], byte[]>> rows = new ArrayList<>();
            for (int id = 0; id < ROWS; id++) {
                String row = id % 2 == 0 ? person(id, name) : id % 3 == 0 ? null : person(id, "Ada");
                if (row != null) {
                    documents.add(row);
                }
                if (row == null || id % 2 == 0) {
                    rows.add(row(model, id, row));
                }
            }
            records.sendAll(rows);
        }
        return documents;
    }

    private static String person(int id, String name) {
        return "{\"id\":%d,\"name\":\"%s\"}".formatted(id, name);
    }

    private static ProducerRecord<byte[], byte[]> row(Model model, int id, @Nullable String row) {
        return new ProducerRecord<>(
                model.source("persons").topic(),
                Integer.toString(id).getBytes(StandardCharsets.UTF_8),
                row == null ? null : row.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until each has two partitions of four, and nobody joins any more. */
    private static void awaitShared(Instance one, Instance other) throws InterruptedException {
        await(() -> one.isRunning("people") && other.isRunning("people"));
        await(() -> one.active("people").size() == 2 && other.active("people").size() == 2);
        double before;
        do {
            before = one.rebalances() + other.rebalances();
            Thread.sleep(SETTLED_AFTER.toMillis());
        } while (one.rebalances() + other.rebalances() != before);
    }

    private ServiceConfig config(String service, int number) {
        return Instance.config(service, number, directory.resolve("data-" + number), kafka.bootstrapServers());
    }

    /** A view of people, of whom there are some. */
    private static Model filled(String service) {
        String file = """
                sources:
                  persons: {topic: %s.persons, key: id}
                views:
                  people: {from: persons, fields: [id, name]}
                """.formatted(service);
        Model model = ViewFiles.parse(Map.of("views.yaml", file)).model();
        String topic = model.source("persons").topic();
        try (Topics topics = Topics.connect(kafka.bootstrapServers());
                Records records = Records.connect(kafka.bootstrapServers())) {
            topics.create(topic, 2);
            List<ProducerRecord<byte[], byte[]>> rows = new ArrayList<>();
            for (int id = 0; id < ROWS; id++) {
                rows.add(row(model, id, person(id, "Ada")));
            }
            records.sendAll(rows);
        }
        return model;
    }

    private static void await(Supplier<Boolean> condition) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.get()) {
            assertThat(System.nanoTime()).as("waited for " + DEADLINE).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
