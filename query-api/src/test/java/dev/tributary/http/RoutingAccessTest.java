package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cluster.Signature;
import dev.tributary.config.ServiceConfig;
import dev.tributary.http.TestCluster.Instance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Instances know each other's requests, and nobody else passes for one. */
@Timeout(60)
final class RoutingAccessTest {
    private static final String SECRET = "cluster_secret: 0123456789abcdef0123\n";
    private static final String PATH = "/views/people/7";

    @TempDir
    Path directory;

    /** The section of a configuration, at each instance's own address. */
    private UnaryOperator<ServiceConfig.Http> section(String text) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("config"));
        ServiceConfig.Http read = TestApi.section(folder, text);
        return http ->
                read.withPort(http.port()).withAdvertised(http.advertised().orElseThrow());
    }

    private TestCluster cluster(String http) throws Exception {
        TestCluster cluster = new TestCluster(directory.resolve("cluster"), 2, section(http));
        cluster.user(7, "Zoë", "z@example.org", "DE");
        return cluster;
    }

    private static Instance stranger(TestCluster cluster) {
        return cluster.instances.get(1 - cluster.holder(7, 2));
    }

    private static Instance holder(TestCluster cluster) {
        return cluster.instances.get(cluster.holder(7, 2));
    }

    /** Each may have been asked before it was there, and is then passed by for a second. */
    private static HttpResponse<String> awaitStatus(int status, Instance instance, String path, String... headers)
            throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            HttpResponse<String> answer = instance.get(path, headers);
            if (answer.statusCode() == status || System.nanoTime() > deadline) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
                return answer;
            }
            Thread.sleep(50);
        }
    }

    @Test
    void withASecretTheClientsCredentialIsCheckedOnceAndSentNowhere() throws Exception {
        try (TestCluster cluster = cluster(SECRET + TestKeys.ACCESS)) {
            HttpResponse<String> answer =
                    awaitStatus(200, stranger(cluster), PATH, "X-API-Key", TestKeys.ALL, "Consistency", "active");
            assertThat(header(answer, "Served-By")).isEqualTo("active");
            assertThat(stranger(cluster).get(PATH).statusCode()).isEqualTo(401);
            assertThat(stranger(cluster).get(PATH, "X-API-Key", TestKeys.SHOP).statusCode())
                    .isEqualTo(403);
            assertThat(stranger(cluster)
                            .get("/views/people?limit=9", "X-API-Key", TestKeys.ALL)
                            .body())
                    .contains("Zoë");
        }
    }

    @Test
    void nobodyPassesForAnInstance() throws Exception {
        try (TestCluster cluster = cluster(SECRET + TestKeys.ACCESS)) {
            String[] forged = {"Tributary-Forwarded", "any", "Tributary-Signature", "1764000000000.00"};
            assertThat(problem(holder(cluster).get(PATH, forged))).startsWith("""
                    403 application/problem+json
                    /problems/not-an-instance 403
                    Not an instance: Only instances of this service ask so.""");
            assertThat(holder(cluster).get("/instances/1/copies").statusCode()).isEqualTo(403);
            assertThat(holder(cluster)
                            .get("/instances/1/copies", "X-API-Key", TestKeys.ALL)
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutASecretInstancesRefuseEachOtherWhereThereAreRules() throws Exception {
        try (TestCluster cluster = cluster(TestKeys.ACCESS)) {
            cluster.share(1);
            Instance first = cluster.instances.get(0);
            Instance second = cluster.instances.get(1);
            assertThat(first.get(PATH, "X-API-Key", TestKeys.ALL).statusCode()).isEqualTo(200);
            HttpResponse<String> answer = second.get(PATH + "?timeout=1s", "X-API-Key", TestKeys.ALL);
            // no copy to be had; or, when the time ran out while the other one was asked once more, not in time
            assertThat(answer.statusCode()).isIn(503, 504);
        }
    }

    @Test
    void aForwardedRequestIsCountedOnce() throws Exception {
        String limit = "rate_limit: {per_second: 1, burst: 8}\n";
        try (TestCluster cluster = cluster(SECRET + limit)) {
            int answered = 0;
            for (int i = 0; i < 8; i++) {
                answered += stranger(cluster).get(PATH).statusCode() == 200 ? 1 : 0;
            }
            assertThat(answered).isEqualTo(8);
            assertThat(holder(cluster).get(PATH).statusCode())
                    .as("none was counted there")
                    .isEqualTo(200);
        }
    }

    @Test
    void aSignatureIsOfOneRequestAndOneMinute() {
        Signature signature = new Signature(Optional.of("0123456789abcdef0123"));
        Signature other = new Signature(Optional.of("another secret of the kind"));
        assertThat(signature.isGenuine(null, "GET", "/a")).isFalse();
        assertThat(signature.isGenuine("", "GET", "/a")).isFalse();
        assertThat(signature.isGenuine("x.y", "GET", "/a")).isFalse();
        String made = signature.of("GET", "/a");
        assertThat(signature.isGenuine(made, "GET", "/a")).isTrue();
        assertThat(signature.isGenuine(made, "POST", "/a")).isFalse();
        assertThat(signature.isGenuine(made, "GET", "/b")).isFalse();
        assertThat(other.isGenuine(made, "GET", "/a")).isFalse();
        assertThat(new Signature(Optional.empty()).isGenuine(made, "GET", "/a")).isFalse();
        long old = System.currentTimeMillis() - 61_000;
        assertThat(signature.isGenuine(signature.at(old, "GET", "/a"), "GET", "/a"))
                .isFalse();
    }

    @Test
    void instancesSpeakTlsToEachOther() throws Exception {
        Path config = Files.createDirectories(directory.resolve("config"));
        TestCertificate certificate = TestCertificate.make(config.resolve("all.p12"), "EC", "all");
        Files.writeString(config.resolve("server.crt"), certificate.certificatePem());
        Files.writeString(config.resolve("server.key"), certificate.keyPem());
        try (TestCluster cluster = cluster("tls: {certificate: server.crt, key: server.key}\n")) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(certificate.trusting("TLS"))
                    .build();
            URI address = URI.create("https://" + stranger(cluster).address + PATH);
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Consistency", "active")
                    .timeout(Duration.ofSeconds(20))
                    .build();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            while (answer.statusCode() != 200 && System.nanoTime() < deadline) {
                Thread.sleep(50);
                answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("Zoë");
        }
    }
}
