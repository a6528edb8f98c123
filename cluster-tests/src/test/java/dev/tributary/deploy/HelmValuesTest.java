package dev.tributary.deploy;

import static dev.tributary.deploy.Repository.all;
import static dev.tributary.deploy.Repository.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the chart takes, and what it refuses. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "Helm's library is there for Linux on amd64")
class HelmValuesTest {
    private static Chart chart;

    @BeforeAll
    static void open() throws IOException {
        chart = Chart.open();
    }

    @AfterAll
    static void end() throws IOException, InterruptedException {
        chart.end();
    }

    @Test
    void helmFindsNothingToComplainOf() throws IOException, InterruptedException {
        ProgramRun run = chart.lint();
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).doesNotContain("[WARNING]", "[ERROR]");
    }

    @Test
    void whatIsMissingIsToldAtOnce() throws IOException, InterruptedException {
        ProgramRun run = chart.bare();
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("""
                        config.service: expected the service's name, found none
                        config.kafka: expected bootstrap.servers, found none
                        views: expected at least one view file, found none; write --set-file 'views.shop\\.yaml=views.yaml'
                        """);
    }

    @Test
    void valuesThatItDoesNotHaveAreRefused() throws IOException, InterruptedException {
        ProgramRun run = chart.least("--set", "image.tga=1", "--set", "replicas=many", "--set", "config.view=a.yaml");
        assertThat(run.exit()).isNotZero();
        assertThat(run.err())
                .contains(
                        "at '/image': additional properties 'tga' not allowed",
                        "at '/replicas': got string, want integer",
                        "at '/config': additional properties 'view' not allowed");
    }

    /** Otherwise one of two would win, and nobody would be told. */
    @Test
    void whatTheChartSetsItselfIsRefused() throws IOException, InterruptedException {
        ProgramRun run = chart.least(
                "--set",
                "config.http.advertised=here:1",
                "--set",
                "env[0].name=POD_NAME",
                "--set",
                "podSpec.enableServiceLinks=true",
                "--set",
                "views.service\\.yaml=no");
        assertThat(run.exit()).isNotZero();
        assertThat(run.err())
                .contains(
                        "at '/config/http': additional properties 'advertised' not allowed",
                        "at '/env/0/name': 'not' failed",
                        "invalid propertyName 'enableServiceLinks'",
                        "invalid propertyName 'service.yaml'");
    }

    @Test
    void aChangedViewRollsThePods(@TempDir Path folder) throws IOException, InterruptedException {
        Path changed = folder.resolve("views.yaml");
        Files.writeString(changed, text("examples/shop/views.yaml") + "# changed\n");
        String before = checksum(chart.leastRelease());
        assertThat(checksum(chart.leastRelease())).isEqualTo(before);
        assertThat(checksum(chart.leastRelease("--set-file", "views.views\\.yaml=" + changed)))
                .hasSize(64)
                .isNotEqualTo(before);
    }

    private static String checksum(Release release) {
        return release.only("StatefulSet")
                .at("/spec/template/metadata/annotations/checksum~1config")
                .asText();
    }

    /** Text that a careless template would break, and numbers that Go would write as 1e+06. */
    @Test
    void textAndNumbersArriveAsTheyAre(@TempDir Path folder) throws IOException, InterruptedException {
        String text = "  # indented\n\n\ttab: \"{{ .Values.image }}\" ${env:X} '%'\n\n";
        Files.writeString(folder.resolve("odd.yaml"), text);
        Release release = chart.leastRelease(
                "--set-file",
                "views.odd\\.yaml=" + folder.resolve("odd.yaml"),
                "--set",
                "config.http.limits.streams=1000000");
        assertThat(release.files()).containsEntry("odd.yaml", text);
        assertThat(release.configuration().at("/http/limits/streams").toString())
                .isEqualTo("1000000");
        assertThat(Release.yaml(release.files().getOrDefault("service.yaml", ""))
                        .path("views")
                        .toString())
                .isEqualTo("[\"odd.yaml\",\"views.yaml\"]");
    }

    /** Each key of the configuration is either a value, or the chart's own. */
    @Test
    void theSchemaHasTheKeysOfTheConfiguration() throws IOException {
        String reference = text("docs/configuration.md");
        String table = reference.substring(0, reference.indexOf("### HTTP"));
        JsonNode config =
                Release.yaml(text(Chart.FOLDER + "/values.schema.json")).at("/properties/config/properties");
        Set<String> keys = new TreeSet<>(Set.of("views", "state_dir", "instance_id", "http.advertised"));
        config.properties().forEach(key -> {
            JsonNode below = key.getValue().path("properties");
            below.properties().forEach(each -> keys.add(key.getKey() + "." + each.getKey()));
            if (below.isEmpty()) {
                keys.add(key.getKey());
            }
        });
        assertThat(keys)
                .isEqualTo(all(table, "(?m)^\\| `([a-z_.]+)` \\|").stream()
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
