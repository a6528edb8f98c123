package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed tokens of an issuer that publishes its keys over HTTP. */
final class HttpTokenTest {
    private static final String ISSUER = "https://id.example.org/";
    private static final String PATH = "/views/customers";

    @TempDir
    Path directory;

    private final AtomicInteger fetched = new AtomicInteger();
    private volatile JWKSet published = new JWKSet();
    private HttpServer issuer;
    private RSAKey key;
    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("first").generate();
        published = new JWKSet(key.toPublicJWK());
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetched.incrementAndGet();
            byte[] body = published.toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        api = TestApi.configured(directory, access(""));
    }

    @AfterEach
    void stop() {
        api.close();
        issuer.stop(0);
    }

    private String access(String more) {
        return """
                access:
                  jwt:
                    jwks: http://127.0.0.1:%d/keys
                    issuer: %s
                    audience: [tributary, others]
                    clock_skew_s: 30
                %s""".formatted(issuer.getAddress().getPort(), ISSUER, more.indent(4));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("tributary")
                .subject("ada")
                .expirationTime(in(60))
                .claim("scope", "openid view:customers operator");
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private String signed(JWTClaimsSet claims) throws Exception {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), new RSASSASigner(key), claims);
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private HttpResponse<String> with(String token, String path) throws IOException, InterruptedException {
        return api.get(path, "Authorization", "Bearer " + token);
    }

    @Test
    void aGoodTokenMayDoWhatItsScopesSay() throws Exception {
        String token = signed(claims().build());
        assertThat(with(token, PATH).statusCode()).isEqualTo(200);
        assertThat(with(token, "/metrics").statusCode()).isEqualTo(200);
        assertThat(with(token, "/views/shelves").statusCode()).isEqualTo(403);
        assertThat(fetched).as("the keys are kept").hasValue(1);
    }

    @Test
    void otherAlgorithmsWithAPublicKeyAreTakenToo() throws Exception {
        ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        published = new JWKSet(List.of((JWK) key.toPublicJWK(), curve.toPublicJWK()));
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("curve")
                .type(new JOSEObjectType("at+jwt"))
                .build();
        assertThat(with(signed(header, new ECDSASigner(curve), claims().build()), PATH)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotForThisServiceIsRefused() throws Exception {
        for (JWTClaimsSet bad : List.of(
                claims().issuer("https://evil.example/").build(),
                claims().issuer(null).build(),
                claims().audience("somebody else").build(),
                claims().audience((String) null).build(),
                claims().subject(null).build(),
                claims().expirationTime(null).build(),
                claims().notBeforeTime(in(120)).build())) {
            HttpResponse<String> response = with(signed(bad), PATH);
            assertThat(problem(response)).as(bad.toString()).isEqualTo("""
                    401 application/problem+json
                    /problems/unauthorized 401
                    Credential refused: The token is for another audience, of another issuer, not valid yet, or has no expiry or subject.""");
            assertThat(header(response, "WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
    }

    @Test
    void clocksMayDifferALittle() throws Exception {
        assertThat(with(signed(claims().expirationTime(in(-20)).build()), PATH).statusCode())
                .isEqualTo(200);
        assertThat(with(signed(claims().notBeforeTime(in(20)).build()), PATH).statusCode())
                .isEqualTo(200);
        assertThat(problem(with(signed(claims().expirationTime(in(-40)).build()), PATH)))
                .endsWith("Credential refused: The token has expired.");
    }

    @Test
    void whatIsNotSignedByTheIssuerIsRefused() throws Exception {
        RSAKey strange = new RSAKeyGenerator(2048).keyID("first").generate();
        JWSHeader rsa = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build();
        JWSHeader mac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();
        JWSHeader longer =
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("first").build();
        byte[] publicKey = key.toRSAPublicKey().getEncoded();
        String good = signed(claims().build());
        String[] parts = good.split("\\.", -1);
        String other = signed(claims().subject("eve").build()).split("\\.", -1)[1];
        for (String bad : List.of(
                signed(rsa, new RSASSASigner(strange), claims().build()),
                signed(mac, new MACSigner(publicKey), claims().build()),
                signed(longer, new RSASSASigner(key), claims().build()),
                new PlainJWT(claims().build()).serialize(),
                parts[0] + "." + other + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                "a.b.c",
                "..")) {
            assertThat(problem(with(bad, PATH))).as(bad).isEqualTo("""
                    401 application/problem+json
                    /problems/unauthorized 401
                    Credential refused: The token is none, or is not signed with a key of its issuer.""");
        }
    }

    /** A token of a key that is not known yet makes it ask again, so a new key is taken at once. */
    @Test
    void newKeysOfTheIssuerAreFoundAndOldOnesForgotten() throws Exception {
        String before = signed(claims().build());
        assertThat(with(before, PATH).statusCode()).isEqualTo(200);
        key = new RSAKeyGenerator(2048).keyID("second").generate();
        published = new JWKSet(key.toPublicJWK());
        assertThat(with(signed(claims().build()), PATH).statusCode()).isEqualTo(200);
        assertThat(with(before, PATH).statusCode()).isEqualTo(401);
    }

    /** Otherwise anybody could make it ask the issuer without end. */
    @Test
    void tokensOfMadeUpKeysDoNotMakeItAskWithoutEnd() throws Exception {
        for (int i = 0; i < 20; i++) {
            RSAKey unknown = new RSAKey.Builder(key).keyID("unknown-" + i).build();
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("unknown-" + i)
                    .build();
            assertThat(with(signed(header, new RSASSASigner(unknown), claims().build()), PATH)
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(fetched.get()).isLessThanOrEqualTo(2);
        assertThat(with(signed(claims().build()), PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void anIssuerThatIsAwayIsNoFaultOfTheToken() throws Exception {
        issuer.stop(0);
        HttpResponse<String> response = with(signed(claims().build()), PATH);
        assertThat(problem(response)).isEqualTo("""
                503 application/problem+json
                /problems/no-issuer 503
                Token cannot be checked: The keys of the token's issuer cannot be fetched now; ask again soon.""");
        assertThat(header(response, "Retry-After")).isEqualTo("5");
        for (int i = 0; i < 4; i++) {
            assertThat(with(signed(claims().build()), PATH).statusCode())
                    .as("it does not ask more than twice, and said then that the issuer does not publish the key")
                    .isEqualTo(503);
        }
        assertThat(api.get("/health/live", "Authorization", "Bearer " + signed(claims().build()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keysThatWereFetchedOutliveAnOutage() throws Exception {
        assertThat(with(signed(claims().build()), PATH).statusCode()).isEqualTo(200);
        issuer.stop(0);
        assertThat(with(signed(claims().build()), PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void scopesMayBeAListInAnotherClaimAndAlgorithmsFewer() throws Exception {
        api.close();
        api = TestApi.configured(directory, access("scopes_claim: rights\nalgorithms: [RS512]\n"));
        JWTClaimsSet listed = claims().claim("scope", null)
                .claim("rights", List.of("view:shelves"))
                .build();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("first").build();
        String token = signed(header, new RSASSASigner(key), listed);
        assertThat(with(token, "/views/shelves").statusCode()).isEqualTo(200);
        assertThat(with(token, PATH).statusCode()).isEqualTo(403);
        assertThat(with(signed(listed), "/views/shelves").statusCode()).isEqualTo(401);
    }

    @Test
    void keysAndTokensWorkSideBySide() throws Exception {
        api.close();
        String keys = TestKeys.ACCESS.substring(TestKeys.ACCESS.indexOf('\n') + 1);
        api = TestApi.configured(directory, access("") + keys);
        assertThat(with(signed(claims().build()), PATH).statusCode()).isEqualTo(200);
        assertThat(with(TestKeys.SHOP, PATH).statusCode()).isEqualTo(200);
        assertThat(with("neither", PATH).statusCode()).isEqualTo(401);
    }
}
