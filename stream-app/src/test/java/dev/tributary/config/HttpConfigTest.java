package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.AccessRules.ApiKey;
import dev.tributary.config.AccessRules.Jwt;
import dev.tributary.config.ServiceConfig.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section {@code http}: who is answered, and how. */
final class HttpConfigTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    @BeforeEach
    void writeViewFile() throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), "sources: {}");
    }

    private Http load(String http) throws IOException {
        String text = "service: shop\nviews: shop.yaml\nhttp:\n" + http.indent(2);
        return ServiceConfig.load(Files.writeString(folder.resolve("service.yaml"), text))
                .http();
    }

    @Test
    void isOpenToAllByDefault() throws IOException {
        Http http = load("port: 8080");
        assertThat(http).isEqualTo(new Http("0.0.0.0", 8080, Optional.empty()));
        assertThat(http.access().areOn()).isFalse();
        assertThat(http.limits()).isEqualTo(new HttpLimits(1000, 1000, 16384, 16384, 10000, 32L << 20));
    }

    @Test
    void readsEverySetting() throws IOException {
        Files.writeString(folder.resolve("hash"), HASH.toUpperCase(java.util.Locale.ROOT) + "\n");
        Http http = load("""
                tls: {certificate: tls/server.crt, key: /run/secrets/server.key}
                access:
                  api_keys:
                    - {name: dashboard, sha256: "${file:%s}", scopes: "view:orders"}
                    - {name: ops, sha256: "%s", scopes: [operator, "view:*"]}
                  jwt:
                    jwks: https://id.example.org/keys
                    issuer: https://id.example.org/
                    audience: [a, b]
                    scopes_claim: rights
                    algorithms: [ES256]
                    clock_skew_s: 5
                  query_token: true
                rate_limit: {per_second: 50, burst: 70, trusted_proxies: [10.0.0.0/8, "::1"]}
                limits: {page: 100, keys: 20, url_bytes: 4096, header_bytes: 8192, streams: 50, document_cache: 0MB}
                cors:
                  origins: ["https://app.example.org", "http://localhost:3000", "http://[::1]:80"]
                  headers: [traceparent]
                  credentials: true
                  max_age_s: 0
                """.formatted(folder.resolve("hash"), HASH));
        assertThat(http.tls())
                .contains(new Tls.Pem(folder.resolve("tls/server.crt"), Path.of("/run/secrets/server.key")));
        assertThat(http.access())
                .isEqualTo(new AccessRules(
                        List.of(
                                new ApiKey("dashboard", HASH, Set.of("view:orders")),
                                new ApiKey("ops", HASH, Set.of("operator", "view:*"))),
                        Optional.of(new Jwt(
                                URI.create("https://id.example.org/keys"),
                                "https://id.example.org/",
                                Set.of("a", "b"),
                                "rights",
                                List.of("ES256"),
                                5)),
                        true));
        assertThat(http.rateLimit()).contains(new RateLimit(50, 70, List.of(range("10.0.0.0/8"), range("::1"))));
        assertThat(http.limits()).isEqualTo(new HttpLimits(100, 20, 4096, 8192, 50, 0));
        assertThat(http.cors())
                .contains(new Cors(
                        Set.of("https://app.example.org", "http://localhost:3000", "http://[::1]:80"),
                        List.of("traceparent"),
                        true,
                        0));
    }

    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow();
    }

    @Test
    void whatIsNotSaidHasDefaults() throws IOException {
        Http http = load("""
                tls: {pkcs12: server.p12, password: secret}
                access: {jwt: {jwks: "http://id:8080/keys", issuer: id, audience: shop}}
                rate_limit: {per_second: 50}
                cors: {origins: "*"}
                """);
        assertThat(http.tls()).contains(new Tls.Pkcs12(folder.resolve("server.p12"), "secret"));
        assertThat(http.tls().toString()).doesNotContain("secret");
        assertThat(http.access())
                .isEqualTo(new AccessRules(
                        List.of(),
                        Optional.of(new Jwt(
                                URI.create("http://id:8080/keys"),
                                "id",
                                Set.of("shop"),
                                "scope",
                                List.of("RS256", "PS256", "ES256"),
                                60)),
                        false));
        assertThat(http.rateLimit()).contains(new RateLimit(50, 100, List.of()));
        assertThat(http.cors()).contains(new Cors(Set.of("*"), List.of(), false, 600));
    }

    @Test
    void otherInstancesFindItByItsAddress() throws IOException {
        assertThat(load("advertised: shop-1:80").address()).contains(new HostPort("shop-1", 80));
        assertThat(load("port: 8123").address())
                .contains(new HostPort(InetAddress.getLocalHost().getHostName(), 8123));
        assertThat(load("port: 0").address()).isEmpty();
    }

    @Test
    void reportsAllThatIsWrong() {
        problems("""
                        tls: {certificate: a, password: b}
                        access:
                          api_keys:
                            - {name: a, sha256: secret, scopes: [views, "view:", "operator"]}
                            - {name: a, sha256: "%s"}
                            - {nam: b, sha256: "%s", scopes: operator}
                          jwt: {jwks: id.example.org, issuer: i, algorithms: [HS256, none]}
                        rate_limit: {burst: 0, trusted_proxies: [proxy.example, 10.0.0.0/33, 10.0.0.256]}
                        limits: {page: 0, keys: 100000, url_bytes: 5, heder_bytes: 9}
                        cors: {origins: ["*", "app.example.org", "https://a/b"], headers: ["a b"], credentials: true}
                        """.formatted(HASH, HASH))
                .contains("`tls` has no key `password`")
                .contains("`tls` has no `key`")
                .contains("`sha256`: expected 64 hexadecimal digits, found something else")
                .contains("`./tributary key` makes a key and its hash")
                .contains("`scopes`: there is no scope `views`")
                .contains("`scopes`: there is no scope `view:`")
                .contains("there are two keys `a`")
                .contains("a key of `api_keys` has no `scopes`")
                .contains("a key of `api_keys` has no key `nam`")
                .contains("`jwks`: expected an address, found `id.example.org`")
                .contains("`jwt` has no `audience`")
                .contains("`algorithms`: expected one with a public key, found `HS256`")
                .contains("`algorithms`: expected one with a public key, found `none`")
                .contains("`rate_limit` has no `per_second`")
                .contains("`burst`: expected a whole number from 1 to 1000000, found `0`")
                .contains("`trusted_proxies`: expected an IP address or a range of them, found `proxy.example`")
                .contains("found `10.0.0.0/33`")
                .contains("found `10.0.0.256`")
                .contains("`page`: expected a whole number from 1 to 10000, found `0`")
                .contains("`keys`: expected a whole number from 1 to 10000, found `100000`")
                .contains("`url_bytes`: expected a whole number from 1024 to 1048576, found `5`")
                .contains("`limits` has no key `heder_bytes`")
                .contains("`origins`: with `credentials`, any page could read as whoever looks at it")
                .contains("`origins`: expected `*` or an origin, found `app.example.org`")
                .contains("`origins`: expected `*` or an origin, found `https://a/b`")
                .contains("`headers`: expected the name of a header, found `a b`");
    }

    /** What was meant to be a hash may be the key itself. */
    @Test
    void aKeyInThePlaceOfItsHashIsNotRepeated() throws IOException {
        Path file = Files.writeString(folder.resolve("hash"), "tributary_abc");
        problems("access: {api_keys: [{name: a, sha256: '${file:%s}', scopes: operator}]}".formatted(file))
                .contains("found something else")
                .doesNotContain("tributary_abc");
    }

    @Test
    void rulesThatLetNobodyInAreAMistake() {
        problems("access: {query_token: true}").contains("`access` has no `api_keys`");
        problems("access: {api_keys: []}").contains("`api_keys`: expected a list of keys, found an empty list");
        problems("access: {api_keys: {name: a}}").contains("`api_keys`: expected a list of keys, found a mapping");
    }

    private org.assertj.core.api.AbstractStringAssert<?> problems(String http) {
        return assertThatThrownBy(() -> load(http))
                .isInstanceOf(InvalidInput.class)
                .message();
    }

    @Test
    void rangesContainWhatBeginsAlike() throws IOException {
        assertThat(contains("10.0.0.0/8", "10.255.0.1")).isTrue();
        assertThat(contains("10.0.0.0/8", "11.0.0.1")).isFalse();
        assertThat(contains("10.128.0.0/9", "10.127.0.1")).isFalse();
        assertThat(contains("10.128.0.0/9", "10.128.0.1")).isTrue();
        assertThat(contains("10.1.2.3", "10.1.2.3")).isTrue();
        assertThat(contains("10.1.2.3", "10.1.2.2")).isFalse();
        assertThat(contains("0.0.0.0/0", "203.0.113.1")).isTrue();
        assertThat(contains("0.0.0.0/0", "::1")).isFalse();
        assertThat(contains("2001:db8::/33", "2001:db8:7fff::1")).isTrue();
        assertThat(contains("2001:db8::/33", "2001:db8:8000::1")).isFalse();
        assertThat(contains("::1", "::1")).isTrue();
    }

    private static boolean contains(String range, String address) throws IOException {
        return range(range).contains(InetAddress.getByName(address));
    }
}
