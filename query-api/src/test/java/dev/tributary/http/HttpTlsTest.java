package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS, with real keys. */
final class HttpTlsTest {
    private static final String PEM = "tls: {certificate: server.crt, key: server.key}";

    @TempDir
    Path directory;

    private TestCertificate first;

    @BeforeEach
    void makeKey() throws Exception {
        first = TestCertificate.make(directory.resolve("first.p12"), "RSA", "first");
        install(first);
    }

    private void install(TestCertificate certificate) throws Exception {
        Files.writeString(directory.resolve("server.crt"), certificate.certificatePem());
        Files.writeString(directory.resolve("server.key"), certificate.keyPem());
    }

    private static HttpResponse<String> get(TestApi api, TestCertificate trusted, String path) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusted.trusting("TLS")).build();
        URI address = URI.create("https://127.0.0.1:" + api.server.port() + path);
        return client.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersByTls() throws Exception {
        try (TestApi api = TestApi.configured(directory, PEM)) {
            HttpResponse<String> response = get(api, first, "/health/live");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            TestCertificate stranger = TestCertificate.make(directory.resolve("other.p12"), "EC", "other");
            assertThatThrownBy(() -> get(api, stranger, "/health/live")).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void plainHttpIsNoWayIn() throws Exception {
        try (TestApi api = TestApi.configured(directory, PEM)) {
            String answer;
            try {
                answer = RawClient.get(api.server.port(), "/views");
            } catch (IOException refused) {
                answer = "";
            }
            assertThat(answer).doesNotContain("HTTP/1.1 200", "customers");
        }
    }

    /** Names in the certificate are the client's concern; health checks ask by address. */
    @Test
    void anyHostNameIsAnswered() throws Exception {
        try (TestApi api = TestApi.configured(directory, PEM)) {
            try (SSLSocket socket = socket(api, first.trusting("TLS"))) {
                socket.getOutputStream()
                        .write("GET /health/live HTTP/1.1\r\nHost: tributary.internal\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void oldVersionsAreRefused() throws Exception {
        try (TestApi api = TestApi.configured(directory, PEM)) {
            for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
                try (SSLSocket socket = socket(api, first.trusting("TLS"))) {
                    socket.setEnabledProtocols(new String[] {version});
                    socket.startHandshake();
                    assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                }
            }
            String hello = "160301002f" + "0100002b" + "0302" + "72".repeat(32) + "00" + "0004002f0035" + "0100";
            assertThat(rawHello(api, HexFormat.of().parseHex(hello)))
                    .as("a fatal alert (21, 2), and no handshake (22)")
                    .startsWith(21);
        }
    }

    /** The JDK offers no TLS 1.1 any more, so its first message is written out: what does the server say? */
    private static int[] rawHello(TestApi api, byte[] hello) throws IOException {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), api.server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello);
            byte[] answer = socket.getInputStream().readAllBytes();
            int[] unsigned = new int[answer.length];
            for (int i = 0; i < answer.length; i++) {
                unsigned[i] = answer[i] & 0xFF;
            }
            return unsigned;
        }
    }

    private static SSLSocket socket(TestApi api, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), api.server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static boolean shows(TestApi api, TestCertificate expected) throws Exception {
        try (SSLSocket socket = socket(api, expected.trusting("TLS"))) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0].equals(expected.certificate());
        } catch (SSLHandshakeException another) {
            return false;
        }
    }

    private static void await(TestApi api, TestCertificate expected) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!shows(api, expected)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    @Test
    void newFilesAreReadWithoutARestart() throws Exception {
        try (TestApi api = TestApi.configured(directory, PEM)) {
            await(api, first);
            TestCertificate second = TestCertificate.make(directory.resolve("second.p12"), "EC", "second");
            install(second);
            await(api, second);
            assertThat(get(api, second, "/health/live").statusCode()).isEqualTo(200);
            try (LogOf log = new LogOf(TlsContext.class)) {
                Files.writeString(directory.resolve("server.crt"), first.certificatePem());
                log.await("The files of the certificate changed, but the old one goes on: http.tls: the key ");
            }
            // until its key comes, too
            assertThat(shows(api, second)).isTrue();
            Files.writeString(directory.resolve("server.key"), first.keyPem());
            await(api, first);
        }
    }

    @Test
    void pkcs12IsReadToo() throws Exception {
        Files.copy(first.pkcs12, directory.resolve("server.p12"));
        String http = "tls: {pkcs12: server.p12, password: changeit}";
        try (TestApi api = TestApi.configured(directory, http)) {
            assertThat(get(api, first, "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void filesThatCannotBeUsedAreTold() throws Exception {
        TestCertificate other = TestCertificate.make(directory.resolve("other.p12"), "EC", "other");
        Path key = directory.resolve("server.key");
        Path certificate = directory.resolve("server.crt");
        Files.writeString(key, other.keyPem());
        refused(PEM, "the key " + key + " is not that of the first certificate of " + certificate);
        Files.writeString(key, TestCertificate.pem("RSA PRIVATE KEY", new byte[] {1}));
        refused(PEM, "PKCS#8", "-----BEGIN RSA PRIVATE KEY-----", "openssl pkcs8 -topk8 -nocrypt");
        Files.writeString(key, "nothing");
        refused(PEM, "expected " + key + " to be PEM, with -----BEGIN PRIVATE KEY-----");
        Files.writeString(certificate, "nothing");
        refused(PEM, "expected " + certificate + " to be PEM, with -----BEGIN CERTIFICATE-----");
        Files.delete(certificate);
        refused(PEM, "cannot read " + certificate);
        refused("tls: {pkcs12: other.p12, password: wrong}", "other.p12 to be PKCS#12 with that password");
        KeyStore keyless = KeyStore.getInstance("PKCS12");
        keyless.load(null, null);
        try (OutputStream file = Files.newOutputStream(directory.resolve("keyless.p12"))) {
            keyless.store(file, "changeit".toCharArray());
        }
        refused("tls: {pkcs12: keyless.p12, password: changeit}", "keyless.p12 to have a key with its certificate");
    }

    private void refused(String http, String... parts) {
        assertThatThrownBy(() -> HttpServer.start(
                        new HttpServer.Options("tributary", TestApi.section(directory, http)), Map::of))
                .isInstanceOf(BadCertificate.class)
                .message()
                .startsWith("http.tls: ")
                .contains(parts);
    }
}
