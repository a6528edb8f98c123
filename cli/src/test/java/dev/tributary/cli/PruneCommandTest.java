package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.ServiceConfig;
import dev.tributary.runtime.Service;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prune}: what it says, before and after. */
class PruneCommandTest {
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private static SandboxKafka kafka;

    @TempDir
    Path directory;

    private Path config;

    @BeforeAll
    static void start() {
        kafka = SandboxKafka.start();
        try (Topics topics = Topics.connect(kafka.bootstrapServers())) {
            topics.create("users", 1);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(directory.resolve("service.yaml"), """
                service: people
                views: [views.yaml]
                kafka: {bootstrap.servers: "%s"}
                """.formatted(kafka.bootstrapServers()));
        views("users", "name");
    }

    private void views(String topic, String field) throws IOException {
        Files.writeString(directory.resolve("views.yaml"), """
                sources: {users: {topic: %s, key: id}}
                views: {names: {from: users, fields: [id, %s]}}
                """.formatted(topic, field));
    }

    @Test
    void whatAChangedViewLeavesIsShownThenRemoved() throws Exception {
        assertThat(prune().out()).startsWith("nothing to remove: all that was run from ");
        build();
        views("users", "email");
        String leftover = "people-names-[0-9a-f]{8}: people-names-[0-9a-f]{8}-documents\n";
        assertThat(prune("--dry-run").out()).matches("would remove " + leftover);
        assertThat(prune("--dry-run").out()).matches("would remove " + leftover);
        assertThat(prune().out()).matches("removed " + leftover);
        assertThat(prune().out()).startsWith("nothing to remove: all that was run from ");
    }

    @Test
    void withoutItsSourceTopicsNothingIsRemoved() throws Exception {
        build();
        views("missing", "name");
        Cli answer = prune();
        assertThat(answer.code()).isEqualTo(Main.FAILURE);
        assertThat(answer.err())
                .isEqualTo("error: source topics are missing, and without them what is still needed cannot be told:"
                        + " missing\n");
    }

    private void build() throws InterruptedException {
        ServiceConfig service = ServiceConfig.load(config);
        try (Service running =
                Service.start(service, ViewFiles.load(service.views()).model())) {
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            while (running.view("names").status().state() != ViewStatus.State.RUNNING) {
                assertThat(System.nanoTime()).as("built").isLessThan(deadline);
                Thread.sleep(50);
            }
        }
    }

    private Cli prune(String... options) {
        String[] all = new String[3 + options.length];
        all[0] = "prune";
        all[1] = "-c";
        all[2] = config.toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return Cli.run(all);
    }
}
