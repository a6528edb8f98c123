package dev.tributary.deploy;

import static dev.tributary.deploy.Repository.all;
import static dev.tributary.deploy.Repository.only;
import static dev.tributary.deploy.Repository.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Helm makes of the chart is what the image, the service and the documents say. Rendered by Helm itself, whose machine
 * code this build has for one platform; no cluster is asked.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "Helm's library is there for Linux on amd64")
class HelmChartTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final long JVM_BYTES = 150 * MEBIBYTE;
    /** Ten views of twelve partitions with five steps. */
    private static final long STORES_BYTES = 600 * 250L * 1024;

    private static Chart chart;
    /** With what has no default, and nothing else. */
    private static Release least;
    /** As docs/operations.md installs it. */
    private static Release shop;

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        chart = Chart.open();
        least = chart.leastRelease();
        shop = chart.release(installOfTheDocument());
    }

    @AfterAll
    static void end() throws IOException, InterruptedException {
        chart.end();
    }

    private static List<String> installOfTheDocument() throws IOException {
        String command = only(text("docs/operations.md"), "(?m)^ {4}helm (install (?:.*\\\\\\n)*.*)$");
        return Stream.of(command.replace("\\\n", " ").split(" +"))
                .map(word -> word.replace("'", ""))
                .toList();
    }

    private static List<Release> both() {
        return List.of(least, shop);
    }

    @Test
    void whatIsInstalled() throws IOException, InterruptedException {
        for (Release release : both()) {
            assertThat(release.kinds())
                    .containsExactlyInAnyOrder("ConfigMap", "PodDisruptionBudget", "Service", "Service", "StatefulSet");
        }
        Release withAccount = chart.leastRelease("--set", "serviceAccount.create=true");
        assertThat(withAccount.only("ServiceAccount").at("/metadata/name"))
                .isEqualTo(withAccount.pod().path("serviceAccountName"));
        assertThat(least.pod().path("serviceAccountName").asText()).isEqualTo("default");
    }

    @Test
    void tributaryTakesTheConfiguration(@TempDir Path folder) throws IOException, InterruptedException {
        for (Release release : both()) {
            Path secrets = secrets(Files.createTempDirectory(folder, "secrets"), release);
            Path files = Files.createTempDirectory(folder, "files");
            for (Map.Entry<String, String> file : release.files().entrySet()) {
                String text = file.getValue().replace("/run/secrets", secrets.toString());
                Files.writeString(files.resolve(file.getKey()), text);
            }
            ProgramRun run = ProgramRun.of(
                    Main.class, environment(release), files, List.of("validate", files + "/service.yaml"));
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("fine: 3 sources, 4 views: customer-orders,");
        }
    }

    /** The files that are referred to, as Kubernetes would mount them. */
    private static Path secrets(Path folder, Release release) throws IOException {
        for (String file : filesReferredTo(release)) {
            Path path = folder.resolve(file.substring("/run/secrets/".length()));
            Files.createDirectories(path.getParent());
            Files.writeString(path, "0123456789abcdef\n");
        }
        return folder;
    }

    private static Map<String, String> environment(Release release) {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : release.container().path("env")) {
            boolean field =
                    variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("metadata.name");
            environment.put(variable.path("name").asText(), field ? pod(release) : "ab".repeat(32));
        }
        return environment;
    }

    private static String pod(Release release) {
        return release.only("StatefulSet").at("/metadata/name").asText() + "-0";
    }

    private static List<String> filesReferredTo(Release release) {
        return all(String.join("\n", release.files().values()), "(?<!\\$)\\$\\{file:([^}]+)}");
    }

    @Test
    void whatIsReferredToIsThere() {
        for (Release release : both()) {
            assertThat(Release.each(release.container().path("env"), "name"))
                    .containsAll(all(String.join("\n", release.files().values()), "(?<!\\$)\\$\\{env:([A-Z0-9_]+)}"));
            Set<String> folders = Release.each(release.container().path("volumeMounts"), "mountPath");
            assertThat(filesReferredTo(release))
                    .allSatisfy(file -> assertThat(folders).contains(file.substring(0, file.lastIndexOf('/'))));
            Set<String> volumes = Release.each(release.pod().path("volumes"), "name");
            volumes.add(release.only("StatefulSet")
                    .at("/spec/volumeClaimTemplates/0/metadata/name")
                    .asText());
            assertThat(volumes).isEqualTo(Release.each(release.container().path("volumeMounts"), "name"));
        }
        assertThat(filesReferredTo(shop)).isNotEmpty();
    }

    @Test
    void instancesAreFoundWhereTheySayThatTheyAre() {
        for (Release release : both()) {
            JsonNode instances = release.ofKind("Service")
                    .filter(service -> service.at("/spec/clusterIP").asText().equals("None"))
                    .findFirst()
                    .orElseThrow();
            String name = instances.at("/metadata/name").asText();
            JsonNode configuration = release.configuration();
            assertThat(configuration.at("/http/advertised").asText())
                    .isEqualTo("${env:POD_NAME}." + name + ".default.svc:8080");
            assertThat(configuration.path("instance_id").asText()).isEqualTo("${env:POD_NAME}");
            assertThat(release.only("StatefulSet").at("/spec/serviceName").asText())
                    .isEqualTo(name);
            assertThat(instances.at("/spec/publishNotReadyAddresses").asBoolean())
                    .isTrue();
            assertThat(instances.at("/spec/ports/0/port").intValue()).isEqualTo(8080);
        }
    }

    @Test
    void labelsAgree() {
        for (Release release : both()) {
            JsonNode set = release.only("StatefulSet");
            JsonNode labels = set.at("/spec/template/metadata/labels");
            assertThat(labels).isNotEmpty();
            assertThat(set.at("/spec/selector/matchLabels")).isEqualTo(labels);
            assertThat(release.only("PodDisruptionBudget").at("/spec/selector/matchLabels"))
                    .isEqualTo(labels);
            assertThat(release.ofKind("Service").map(service -> service.at("/spec/selector")))
                    .containsExactly(labels, labels);
            assertThat(release.pod().path("topologySpreadConstraints"))
                    .hasSize(2)
                    .allMatch(spread -> spread.at("/labelSelector/matchLabels").equals(labels));
        }
    }

    @Test
    void portsAndProbesFollowTheConfiguration() throws IOException, InterruptedException {
        Release tls = chart.leastRelease(
                "--set",
                "config.http.port=8443",
                "--set",
                "config.http.tls.certificate=/run/secrets/tls/tls.crt",
                "--set",
                "config.http.tls.key=/run/secrets/tls/tls.key",
                "--set",
                "secrets[0]=tls");
        assertThat(tls.configuration().at("/http/advertised").asText()).endsWith(":8443");
        assertThat(tls.container().at("/ports/0/containerPort").intValue()).isEqualTo(8443);
        assertProbes(tls, "HTTPS");
        assertThat(least.container().at("/ports/0/containerPort").intValue()).isEqualTo(8080);
        assertProbes(least, "HTTP");
    }

    private static void assertProbes(Release release, String scheme) throws IOException {
        String api = text("docs/http-api.md");
        for (Map.Entry<String, String> probe : Map.of(
                        "startupProbe", "/health/live",
                        "livenessProbe", "/health/live",
                        "readinessProbe", "/health/ready")
                .entrySet()) {
            JsonNode get = release.container().path(probe.getKey()).path("httpGet");
            assertThat(get.path("path").asText()).isEqualTo(probe.getValue());
            assertThat(get.path("scheme").asText()).isEqualTo(scheme);
            assertThat(get.path("port").asText())
                    .isEqualTo(release.container().at("/ports/0/name").asText());
            assertThat(api).contains("| `GET " + probe.getValue() + "` |");
        }
    }

    @Test
    void theImageIsTheDockerfiles() throws IOException {
        String dockerfile = text("Dockerfile");
        JsonNode container = least.container();
        assertThat(container.path("image").asText())
                .isEqualTo("tributary:" + only(text("pom.xml"), "<version>([^<]+)-SNAPSHOT</version>"));
        int user = Integer.parseInt(only(dockerfile, "--uid (\\d+)"));
        for (String member : List.of("runAsUser", "runAsGroup", "fsGroup")) {
            assertThat(least.pod().path("securityContext").path(member).intValue())
                    .as(member)
                    .isEqualTo(user);
        }
        Set<String> folders = Release.each(container.path("volumeMounts"), "mountPath");
        String configuration = only(dockerfile, "CMD \\[\"run\", \"-c\", \"([^\"]+)/service.yaml\"]");
        // the root is read-only: what is written must be on volumes
        assertThat(folders).containsExactlyInAnyOrder(configuration, only(dockerfile, "VOLUME (\\S+)"), "/tmp");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(least.configuration().path("state_dir").asText()).startsWith("/data/");
    }

    @Test
    void memoryIsEnough() throws IOException {
        for (Release release : both()) {
            JsonNode resources = release.container().path("resources");
            assertThat(resources.at("/requests/memory")).isEqualTo(resources.at("/limits/memory"));
            long limit = bytes(resources.at("/limits/memory").asText());
            long heap = limit * Integer.parseInt(only(text("Dockerfile"), "MaxRAMPercentage=(\\d+)")) / 100;
            JsonNode memory = release.configuration().path("memory");
            long shared = bytes(memory.path("cache").asText())
                    + bytes(memory.path("write_buffers").asText());
            assertThat(heap + shared + STORES_BYTES + JVM_BYTES).isLessThanOrEqualTo(limit);
        }
    }

    private static long bytes(String size) {
        MatchResult match = Pattern.compile("(\\d+)(Gi|MB)")
                .matcher(size)
                .results()
                .findFirst()
                .orElseThrow();
        return Long.parseLong(match.group(1)) * (match.group(2).equals("Gi") ? 1024 : 1) * MEBIBYTE;
    }

    /** The time to stop is that of compose, and the pause before it is part of it; the time to be found again is Java's. */
    @Test
    void thereIsTimeToStopAndToBeFoundAgain() throws IOException {
        assertThat(least.only("StatefulSet").at("/spec/minReadySeconds").intValue())
                .isEqualTo(30);
        assertThat(least.pod().path("terminationGracePeriodSeconds").asText())
                .isEqualTo(only(text("docker-compose.yml"), "stop_grace_period: (\\d+)s"));
        assertThat(least.container().at("/lifecycle/preStop/exec/command").toString())
                .isEqualTo("[\"sleep\",\"5\"]");
    }
}
