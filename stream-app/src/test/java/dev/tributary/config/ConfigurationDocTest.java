package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/configuration.md shows is read as it says. */
final class ConfigurationDocTest {
    private static final Path DOCUMENT = Path.of("../docs/configuration.md");
    private static final Pattern EXAMPLE = Pattern.compile("^```yaml\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void theExampleLoads(@TempDir Path folder) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        assertThat(example.find()).isTrue();
        Path view = Files.createDirectory(folder.resolve("views")).resolve("shop.yaml");
        Files.writeString(view, "sources: {}");
        Path secret = Files.writeString(folder.resolve("jaas.conf"), "a secret\n");
        Path file = folder.resolve("tributary.yaml");
        Files.writeString(file, example.group(1).replace("/run/secrets/jaas.conf", secret.toString()));
        ServiceConfig config = ServiceConfigReader.read(file, Map.of("PORT", "8081"));
        assertThat(config.views()).isEqualTo(List.of(view));
        assertThat(config.http().port()).isEqualTo(8081);
        assertThat(config.stateDir()).isEqualTo(folder.resolve("data"));
        assertThat(config.replication()).isEqualTo(3);
        assertThat(config.kafka())
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("sasl.jaas.config", "a secret");
        assertThat(config.streams()).containsExactly(Map.entry("num.standby.replicas", "1"));
    }

    @Test
    void theExampleOfHttpLoads(@TempDir Path folder) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        assertThat(example.results()).hasSize(2);
        example.reset();
        for (int i = 0; i < 2; i++) {
            assertThat(example.find()).isTrue();
        }
        Files.writeString(Files.createDirectory(folder.resolve("views")).resolve("shop.yaml"), "sources: {}");
        Path hash = Files.writeString(folder.resolve("hash"), "0123456789abcdef".repeat(4));
        Path file = folder.resolve("tributary.yaml");
        Files.writeString(
                file,
                example.group(1)
                        .replace("/run/secrets/dashboard.sha256", hash.toString())
                        .replace("/run/secrets/cluster", hash.toString()));
        ServiceConfig.Http http = ServiceConfigReader.read(file, Map.of()).http();
        assertThat(http.advertised()).contains(new HostPort("shop-1.shop", 8443));
        assertThat(http.access().keys()).hasSize(2);
        // what it shows beside those is what is taken by default
        assertThat(http.limits()).isEqualTo(HttpLimits.DEFAULT);
        assertThat(http.access().jwt().orElseThrow().clockSkewS()).isEqualTo(60);
    }
}
