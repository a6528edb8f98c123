package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.ServiceConfig;
import dev.tributary.runtime.Superseded.Leftover;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed definitions leave behind goes, and nothing else does. */
class SupersededTest {
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private static SandboxKafka kafka;
    private static Topics topics;
    private static Admin admin;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void startKafka() {
        kafka = SandboxKafka.start();
        topics = Topics.connect(kafka.bootstrapServers());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        topics.create("people", 1);
    }

    @AfterAll
    static void stopKafka() {
        admin.close();
        topics.close();
        kafka.close();
    }

    @Test
    void onlyWhatNobodyRunsIsRemoved() throws Exception {
        Model before = model("name");
        Model after = model("name, age");
        ServiceConfig config = config("shop", stateDir);
        build(config, before);
        // alike by name, and in the same folder
        build(config("shop-persons", stateDir), model("name"));
        Set<String> old = mine("shop-persons-");
        try (Service service = Service.start(config, before);
                Superseded superseded = Superseded.of(config, after)) {
            await(() -> service.view("persons").status().state() == ViewStatus.State.RUNNING);
            assertThat(superseded.leftovers())
                    .singleElement()
                    .matches(Leftover::isRunning)
                    .matches(each -> each.topics().size() == 1);
        }
        build(config, after);
        String superseded = remove(config, after).id();
        assertThat(mine(superseded)).isEmpty();
        assertThat(groups()).doesNotContain(superseded).anyMatch(group -> group.startsWith("shop-persons-persons-"));
        assertThat(stateDir.resolve(superseded)).doesNotExist();
        assertThat(stateDir.resolve("built").toFile().list()).noneMatch(mark -> mark.startsWith(superseded));
        old.removeIf(topic -> topic.startsWith(superseded));
        assertThat(topicNames())
                .containsAll(old)
                .contains("people", "shop-dead-letters")
                .anyMatch(topic -> topic.startsWith("shop-people-"));
        try (Superseded again = Superseded.of(config, after)) {
            assertThat(again.leftovers()).isEmpty();
        }
        // its rows are read anew
        build(config, before);
    }

    @Test
    void whatWasNotRunForADayGoesByItself() throws Exception {
        ServiceConfig config = config("days", stateDir);
        build(config, model("name"));
        String fresh = only(mine("days-persons-"), "-documents");
        build(config, model("name, age"));
        assertThat(topicNames()).contains(fresh);
        String superseded = fresh.substring(0, fresh.length() - "-documents".length());
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
        Files.setLastModifiedTime(stateDir.resolve("applications").resolve(superseded), yesterday);
        try (Service service = Service.start(config, model("name, age"))) {
            await(() -> service.view("persons").status().state() == ViewStatus.State.RUNNING);
            await(() -> !topicNames().contains(fresh) && !groups().contains(superseded));
        }
        assertThat(stateDir.resolve(superseded)).doesNotExist();
    }

    private static Leftover remove(ServiceConfig config, Model model) {
        try (Superseded superseded = Superseded.of(config, model)) {
            List<Leftover> leftovers = superseded.leftovers();
            assertThat(leftovers).singleElement().matches(each -> !each.isRunning());
            superseded.remove(leftovers.get(0));
            return leftovers.get(0);
        }
    }

    /** Runs a service until its view is built. */
    private static void build(ServiceConfig config, Model model) throws InterruptedException {
        try (Service service = Service.start(config, model)) {
            await(() -> service.view("persons").status().state() == ViewStatus.State.RUNNING);
        }
    }

    private static Model model(String fields) {
        return ViewFiles.parse(Map.of("views.yaml", """
                sources: {people: {topic: people, key: id}}
                views: {persons: {from: people, fields: [id, %s]}}
                """.formatted(fields))).model();
    }

    private static ServiceConfig config(String service, Path stateDir) {
        return ServiceConfig.local(service, stateDir, kafka.bootstrapServers()).withPartitions(1);
    }

    private static Set<String> mine(String beginning) {
        return topicNames().stream().filter(name -> name.startsWith(beginning)).collect(Collectors.toSet());
    }

    private static String only(Set<String> names, String end) {
        List<String> ending = names.stream().filter(name -> name.endsWith(end)).toList();
        assertThat(ending).hasSize(1);
        return ending.get(0);
    }

    private static Set<String> topicNames() {
        try {
            return admin.listTopics().names().get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Set<String> groups() {
        try {
            return admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .collect(Collectors.toSet());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + DEADLINE);
            }
            Thread.sleep(50);
        }
    }
}
