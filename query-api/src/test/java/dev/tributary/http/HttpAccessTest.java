package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static dev.tributary.http.TestApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.access.ApiKeys;
import dev.tributary.runtime.ViewStatus.State;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read what, by API keys. */
final class HttpAccessTest {
    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        api = TestApi.configured(directory, TestKeys.ACCESS);
        for (int id = 1; id <= 3; id++) {
            api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"n\"}");
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> as(String key, String path) throws Exception {
        return api.get(path, "Authorization", "Bearer " + key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/", "/views", "/views/", "/views/customers", "/views/customers/1", "/views/nosuch", "/metrics",
                        "/cluster",
                "/metrics/", "/nothing", "/health", "/health/live/x", "//", "/%6detrics", "/health/../metrics",
                        "/problems/x/../../views"
            })
    void withoutACredentialNothingIsTold(String path) throws Exception {
        String answer = RawClient.get(api.server.port(), path);
        assertThat(answer)
                .startsWith("HTTP/1.1 401 ")
                .contains("WWW-Authenticate: Bearer realm=\"tributary\"\r\n", "/problems/unauthorized")
                .doesNotContain("\"customers\"", "shelves");
    }

    /** Files of the topology pages are open, and one that there is not was answered with the names of all views. */
    @ParameterizedTest
    @ValueSource(strings = {"/topology/custo.mers", "/topology/..", "/topology/..%2Fcustomers", "/topology/nosuch.css"})
    void aFileThatThereIsNotTellsNoViews(String path) throws Exception {
        assertThat(RawClient.get(api.server.port(), path))
                .containsPattern("^HTTP/1.1 40[14] ")
                .doesNotContain("shelves", "did you mean");
    }

    @Test
    void a401SaysWhatIsNeeded() throws Exception {
        HttpResponse<String> response = api.get("/views/customers/1");
        assertThat(problem(response)).isEqualTo("""
                401 application/problem+json
                /problems/unauthorized 401
                Credential needed: This address needs a credential: an API key as `X-API-Key`, or a key or token as `Authorization: Bearer …`.""");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(api.send("HEAD", "/views/customers/1").statusCode()).isEqualTo(401);
        assertThat(api.send("POST", "/views/customers/1").statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyIsTakenInEitherHeader() throws Exception {
        assertThat(as(TestKeys.SHOP, "/views/customers/1").statusCode()).isEqualTo(200);
        assertThat(api.get("/views/customers/1", "X-API-Key", TestKeys.SHOP).statusCode())
                .isEqualTo(200);
        assertThat(api.get("/views/customers/1", "Authorization", "bearer  " + TestKeys.SHOP)
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/views/customers/1", "Authorization", "Basic " + TestKeys.SHOP)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anUnknownKeyIsRefusedAndNotRepeated() throws Exception {
        String wrong = ApiKeys.random();
        for (String key : List.of(wrong, ApiKeys.hash(TestKeys.ALL), TestKeys.ALL + "x", TestKeys.ALL.substring(1))) {
            HttpResponse<String> response = as(key, "/views/customers/1");
            assertThat(problem(response)).isEqualTo("""
                    401 application/problem+json
                    /problems/unauthorized 401
                    Credential refused: The credential is not known here.""");
            assertThat(header(response, "WWW-Authenticate"))
                    .isEqualTo("Bearer realm=\"tributary\", error=\"invalid_token\"");
            assertThat(response.body()).doesNotContain(key);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/views/shelves, view:shelves",
        "/views/shelves/1, view:shelves",
        "/views/nosuch, view:nosuch",
        "/views/nosuch/1, view:nosuch",
        "/metrics, operator",
        "/cluster, operator"
    })
    void aKeyMayDoWhatItsScopesSay(String path, String scope) throws Exception {
        HttpResponse<String> response = as(TestKeys.SHOP, path);
        assertThat(problem(response)).isEqualTo("""
                403 application/problem+json
                /problems/forbidden 403
                Not allowed: The credential is known, but does not have the scope `%s`.""".formatted(scope));
        assertThat(json(response).path("scope").asText()).isEqualTo(scope);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
    }

    @Test
    void streamsAreGuardedAsDocumentsAre() throws Exception {
        String[] shop = {"Accept", "text/event-stream", "X-API-Key", TestKeys.SHOP};
        assertThat(api.get("/views/shelves", shop).statusCode()).isEqualTo(403);
        assertThat(api.get("/views/shelves/a,1", shop).statusCode()).isEqualTo(403);
        assertThat(api.get("/views/customers", "Accept", "text/event-stream").statusCode())
                .isEqualTo(401);
        assertThat(api.send("HEAD", "/views/customers", shop).statusCode()).isEqualTo(200);
        assertThat(api.get("/views/shelves/a,1", "Prefer", "wait=30", "X-API-Key", TestKeys.SHOP)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyTheViewsThatMayBeReadAreListed() throws Exception {
        assertThat(names(as(TestKeys.SHOP, "/views"))).containsExactly("customers");
        assertThat(names(as(TestKeys.ALL, "/views"))).containsExactly("customers", "shelves");
        assertThat(names(as(TestKeys.OPERATOR, "/views"))).isEmpty();
        assertThat(as(TestKeys.ALL, "/views/nosuch").statusCode()).isEqualTo(404);
    }

    private static List<String> names(HttpResponse<String> response) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode item : json(response).path("items")) {
            names.add(item.path("name").asText());
        }
        return names;
    }

    @Test
    void operatorsSeeTheServiceButNoDocuments() throws Exception {
        assertThat(as(TestKeys.OPERATOR, "/metrics").body()).contains("tributary_view_documents");
        assertThat(json(as(TestKeys.OPERATOR, "/cluster")).path("views")).hasSize(2);
        assertThat(as(TestKeys.OPERATOR, "/views/customers/1").statusCode()).isEqualTo(403);
    }

    @Test
    void healthIsOpenAndTellsStrangersNoNames() throws Exception {
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(as("nonsense", "/health/live").statusCode()).isEqualTo(200);
        api.shelves.status = status(State.BUILDING, "stock is behind", 0.25);
        HttpResponse<String> stranger = api.get("/health/ready");
        assertThat(stranger.statusCode()).isEqualTo(503);
        assertThat(stranger.body()).contains("1 of 2 views cannot be read yet.").doesNotContain("shelves", "stock");
        assertThat(as(TestKeys.SHOP, "/health/ready").body()).doesNotContain("shelves", "stock");
        assertThat(as(TestKeys.ALL, "/health/ready").body()).contains("shelves", "stock is behind");
    }

    @Test
    void aTokenInTheAddressIsNotTakenUnlessAllowed() throws Exception {
        assertThat(api.get("/views/customers/1?access_token=" + TestKeys.SHOP).statusCode())
                .isEqualTo(401);
        HttpResponse<String> both =
                api.get("/views/customers/1?access_token=" + TestKeys.SHOP, "X-API-Key", TestKeys.SHOP);
        assertThat(problem(both))
                .contains("There is no parameter `access_token` here")
                .doesNotContain(TestKeys.SHOP);
    }

    @Test
    void aTokenInTheAddressIsTakenOutOfIt() throws Exception {
        api.close();
        api = TestApi.configured(directory, TestKeys.ACCESS + "  query_token: true\n");
        for (int id = 1; id <= 3; id++) {
            api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"n\"}");
        }
        String token = "access_token=" + TestKeys.SHOP;
        HttpResponse<String> page = api.get("/views/customers?" + token + "&limit=2");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(json(page).path("items")).hasSize(2);
        assertThat(header(page, "Link")).contains("limit=2&cursor=").doesNotContain("access_token", TestKeys.SHOP);
        assertThat(page.body()).doesNotContain(TestKeys.SHOP);
        assertThat(api.get("/views/customers/1?" + token).statusCode()).isEqualTo(200);
        assertThat(api.get("/views/customers?limit=2&" + token).statusCode()).isEqualTo(200);
        String encoded =
                "access_token=%" + String.format("%02x", (int) TestKeys.SHOP.charAt(0)) + TestKeys.SHOP.substring(1);
        assertThat(api.get("/views/customers?" + encoded).statusCode())
                .as("a key that ends in = is sent with %3D")
                .isEqualTo(200);
        assertThat(api.get("/views/customers?access_token=" + TestKeys.SHOP + "%25")
                        .statusCode())
                .isEqualTo(401);
        assertThat(problem(api.get("/views/customers?limits=2&" + token))).contains("did you mean `limit`");
        assertThat(api.get("/views/shelves?" + token).statusCode()).isEqualTo(403);
        assertThat(api.get("/views/customers?access_token=" + ApiKeys.random()).statusCode())
                .isEqualTo(401);
    }
}
