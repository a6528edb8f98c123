package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.ServiceConfig.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceConfigTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeViewFiles() throws IOException {
        Files.createDirectories(folder.resolve("views/deep"));
        for (String name :
                List.of("views/b.yaml", "views/a.yaml", "views/deep/c.yaml", "views/notes.txt", "shop.yaml")) {
            Files.writeString(folder.resolve(name), "sources: {}");
        }
    }

    @Test
    void hasDefaultsForAllButTheServiceAndItsViews() throws IOException {
        ServiceConfig config = load("""
                service: shop
                views: shop.yaml
                """);
        assertThat(config)
                .isEqualTo(new ServiceConfig(
                        "shop",
                        List.of(folder.resolve("shop.yaml")),
                        new Http("0.0.0.0", 8080, Optional.empty()),
                        folder.resolve("data"),
                        8,
                        1,
                        -1,
                        Optional.empty(),
                        StoreMemory.DEFAULT,
                        24,
                        Map.of(),
                        Map.of()));
    }

    @Test
    void refusesStreamsPropertiesThatWouldMixUpItsApplications() {
        assertThatThrownBy(() -> load("""
                        service: shop
                        views: shop.yaml
                        streams: {application.id: mine, state.dir: /tmp/x, num.stream.threads: 4}
                        """))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("`application.id` is set by the service for each of its applications")
                .hasMessageContaining("use `state_dir`, a key of the file itself")
                .hasMessageContaining("use `threads`, a key of the file itself");
    }

    @Test
    void readsEverySetting() throws IOException {
        ServiceConfig config = load("""
                service: shop
                views: ["views/*.yaml", shop.yaml]
                http: {host: localhost, port: 0, advertised: "shop-1:8080"}
                state_dir: /var/lib/shop
                partitions: 4
                threads: 2
                replication: 3
                instance_id: shop-1
                prune_after_hours: 0
                memory: {cache: 1GB, write_buffers: 96MB}
                kafka: {bootstrap.servers: [a:9092, "b:9092"], enable.metrics.push: false, retries: 5}
                streams:
                  num.standby.replicas: 0
                  ssl.endpoint.identification.algorithm: ""
                """);
        assertThat(config)
                .isEqualTo(new ServiceConfig(
                        "shop",
                        List.of(
                                folder.resolve("views/a.yaml"),
                                folder.resolve("views/b.yaml"),
                                folder.resolve("shop.yaml")),
                        new Http("localhost", 0, Optional.of(new HostPort("shop-1", 8080))),
                        Path.of("/var/lib/shop"),
                        4,
                        2,
                        3,
                        Optional.of("shop-1"),
                        new StoreMemory(1L << 30, 96L << 20),
                        ServiceConfig.NEVER_PRUNE,
                        Map.of("bootstrap.servers", "a:9092,b:9092", "enable.metrics.push", "false", "retries", "5"),
                        Map.of("num.standby.replicas", "0", "ssl.endpoint.identification.algorithm", "")));
    }

    @Test
    void globsMayCrossFolders() throws IOException {
        assertThat(load("{service: s, views: 'views/**.yaml'}").views())
                .containsExactly(
                        folder.resolve("views/a.yaml"),
                        folder.resolve("views/b.yaml"),
                        folder.resolve("views/deep/c.yaml"));
    }

    @Test
    void putsTheEnvironmentAndFilesIntoValues() throws IOException {
        Files.writeString(folder.resolve("secret"), "hunter2\n");
        ServiceConfig config =
                ServiceConfigReader.read(write("""
                        service: ${env:NAME}
                        views: [shop.yaml]
                        http: {port: "${env:PORT:8081}", advertised: "${env:NAME}:${env:PORT:8081}"}
                        kafka: {password: "${file:%s}", literal: "$${env:NAME}"}
                        """.formatted(folder.resolve("secret"))), Map.of("NAME", "shop-2"));
        assertThat(config.service()).isEqualTo("shop-2");
        assertThat(config.http()).isEqualTo(new Http("0.0.0.0", 8081, HostPort.parse("shop-2:8081")));
        assertThat(config.kafka()).isEqualTo(Map.of("password", "hunter2", "literal", "${env:NAME}"));
    }

    @Test
    void flagsOverride() throws IOException {
        ServiceConfig config = load("{service: s, views: shop.yaml, kafka: {a: 1, b: 2}}");
        ServiceConfig changed = config.withHttp(config.http().withPort(9000).withAdvertised(new HostPort("h", 1)))
                .withStateDir(Path.of("elsewhere"))
                .withThreads(3)
                .withKafka(Map.of("b", "3"))
                .withStreams(Map.of("c", "4"));
        assertThat(changed.http()).isEqualTo(new Http("0.0.0.0", 9000, Optional.of(new HostPort("h", 1))));
        assertThat(changed.stateDir()).isEqualTo(Path.of("elsewhere"));
        assertThat(changed.threads()).isEqualTo(3);
        assertThat(changed.kafka()).isEqualTo(Map.of("a", "1", "b", "3"));
        assertThat(changed.streams()).isEqualTo(Map.of("c", "4"));
    }

    @Test
    void reportsAllThatIsWrong() throws IOException {
        Path file = write("""
                service: my shop
                views: [views/*.yml]
                http: {prt: 8080, port: 80800, advertised: shop}
                state_dir:
                partitions: "8"
                replication: 0
                kafka: {sasl: {mechanism: PLAIN}}
                thread: 2
                instance_id: "shop:1"
                memory: {cache: 64, write_buffers: 1MB}
                """);
        assertThatThrownBy(() -> ServiceConfig.load(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("""
                error[bad-name]: `my shop` cannot name a service: it becomes part of topic names
                 --> FILE:1:10
                1 | service: my shop
                  |          ^^^^^^^ use letters, digits, `_` and `-`, at most 100

                error[no-files]: no file matches `views/*.yml`
                 --> FILE:2:9
                2 | views: [views/*.yml]
                  |         ^^^^^^^^^^^ it is relative to this file

                error[unknown-key]: `http` has no key `prt`
                 --> FILE:3:8
                3 | http: {prt: 8080, port: 80800, advertised: shop}
                  |        ^^^ did you mean `port`?

                error[wrong-value]: `port`: expected a whole number from 0 to 65535, found `80800`
                 --> FILE:3:25
                3 | http: {prt: 8080, port: 80800, advertised: shop}
                  |                         ^^^^^

                error[wrong-value]: `advertised`: expected `host:port`, found `shop`
                 --> FILE:3:44
                3 | http: {prt: 8080, port: 80800, advertised: shop}
                  |                                            ^^^^

                error[wrong-type]: `state_dir`: expected a single value, found nothing
                 --> FILE:4:11
                4 | state_dir:
                  |           ^

                error[wrong-value]: `partitions`: expected a whole number from 1 to 10000, found `8`
                 --> FILE:5:13
                5 | partitions: "8"
                  |             ^^^ write it without quotes

                error[wrong-value]: `replication`: no topic can have 0 replicas
                 --> FILE:6:14
                6 | replication: 0
                  |              ^ a number of brokers, or -1 for the broker's default

                error[wrong-type]: `sasl`: expected a single value, found a mapping
                 --> FILE:7:15
                7 | kafka: {sasl: {mechanism: PLAIN}}
                  |               ^^^^^^^^^^^^^^^^^^

                error[unknown-key]: the configuration has no key `thread`
                 --> FILE:8:1
                8 | thread: 2
                  | ^^^^^^ did you mean `threads`?

                error[bad-name]: `shop:1` cannot be an instance's id
                 --> FILE:9:14
                9 | instance_id: "shop:1"
                  |              ^^^^^^^^ use letters, digits, `.`, `_` and `-`, at most 200

                error[wrong-value]: `cache`: expected a size of at least 4MB, found `64`
                  --> FILE:10:17
                10 | memory: {cache: 64, write_buffers: 1MB}
                   |                 ^^ write it as `512KB`, `64MB` or `2GB`

                error[wrong-value]: `write_buffers`: expected a size of at least 4MB, found `1MB`
                  --> FILE:10:36
                10 | memory: {cache: 64, write_buffers: 1MB}
                   |                                    ^^^ write it as `512KB`, `64MB` or `2GB`""".replace("FILE", file.toString()));
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        Path file = folder.resolve("none.yaml");
        assertThatThrownBy(() -> ServiceConfig.load(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("""
                error[unreadable-file]: cannot read `FILE`
                 --> FILE
                  | there is no such file""".replace("FILE", file.toString()));
    }

    @Test
    void aViewFileStandsForItself() throws IOException {
        Path shop = folder.resolve("shop.yaml");
        assertThat(ServiceConfig.viewFiles(shop)).containsExactly(shop);
        assertThat(ServiceConfig.viewFiles(write("{service: s, views: shop.yaml}")))
                .containsExactly(shop);
    }

    private ServiceConfig load(String text) throws IOException {
        return ServiceConfig.load(write(text));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("service.yaml"), text);
    }
}
