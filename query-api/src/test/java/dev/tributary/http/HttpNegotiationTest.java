package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Accept}, {@code Accept-Encoding}, {@code Vary}, and the tags of compressed answers. */
final class HttpNegotiationTest extends SharedApiTest {
    private static final String SMALL = "/views/customers/1";
    private static final String MIDDLE = "/views/customers/2";
    private static final String LARGE = "/views/customers/3";

    @BeforeAll
    void fill() {
        api.customers.put("users", "{\"user_id\":1,\"name\":\"Ada\"}");
        api.customers.put("users", "{\"user_id\":2,\"name\":\"" + "é".repeat(2000) + "\"}");
        api.customers.put("users", "{\"user_id\":3,\"name\":\"" + "é".repeat(Body.WHOLE_BYTES) + "\"}");
    }

    // ------------------------------------------------------------------------------------------------ Accept

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|json",
                "application/*|json",
                "application/json|json",
                "APPLICATION/JSON|json",
                "application/json;charset=utf-8|json",
                "application/json; q=0.5, application/x-ndjson|ndjson",
                "application/x-ndjson;q=0.4, application/json;q=0.5|json",
                "application/x-ndjson;q=0.4, */*;q=0.3|ndjson",
                "application/x-ndjson, application/json|json",
                "application/json;q=0, */*|ndjson",
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8|json",
                "application/x-ndjson;profile=x;q=1.000|ndjson",
                ";;,|json",
                "application/json;q=9, application/x-ndjson|ndjson"
            })
    void theTypeThatIsWantedMostIsSent(String accept, String type) throws Exception {
        HttpResponse<String> response = api.get("/views/customers", "Accept", accept);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(header(response, "Content-Type"))
                .isEqualTo(type.equals("json") ? "application/json" : "application/x-ndjson");
    }

    @Test
    void severalAcceptHeadersAreOneList() throws Exception {
        HttpResponse<String> response =
                api.get("/views/customers", "Accept", "application/json;q=0.1", "Accept", "application/x-ndjson;q=0.2");
        assertThat(header(response, "Content-Type")).isEqualTo("application/x-ndjson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/json;q=0", "*/*;q=0", "application/*;q=0.0, text/*"})
    void whatCannotBeSentIsRefused(String accept) throws Exception {
        HttpResponse<String> response = api.get(SMALL, "Accept", accept);
        assertThat(problem(response)).isEqualTo("""
                        406 application/problem+json
                        /problems/not-acceptable 406
                        Not acceptable: Expected `Accept` to allow `application/json` or `text/event-stream`, but came `%s`.""".formatted(accept));
        assertThat(json(response).path("types").toString()).isEqualTo("[\"application/json\",\"text/event-stream\"]");
        assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(json(api.get("/views/customers", "Accept", accept))
                        .path("types")
                        .toString())
                .isEqualTo("[\"application/json\",\"application/x-ndjson\",\"text/event-stream\"]");
    }

    /** A stream goes on for ever: nobody gets one who did not name it. */
    @Test
    void aRangeIsNoWishForAStream() throws Exception {
        assertThat(api.get(SMALL, "Accept", "text/*").statusCode()).isEqualTo(406);
        assertThat(header(api.get(SMALL, "Accept", "text/*, */*;q=0.1"), "Content-Type"))
                .isEqualTo("application/json");
        HttpResponse<String> named = api.send("HEAD", SMALL, "Accept", "application/json;q=0.5, text/event-stream");
        assertThat(header(named, "Content-Type")).isEqualTo("text/event-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/views", "/views/customers?key=1", SMALL, SMALL + "/orders", "/health/live"})
    void everyAddressSaysWhatItHas(String path) throws Exception {
        HttpResponse<String> response = api.get(path, "Accept", "image/png");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(json(response).path("types").get(0).asText()).isEqualTo("application/json");
        assertThat(json(response).path("types")).hasSize(path.equals(SMALL) ? 2 : 1);
        assertThat(header(api.get(path), "Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(api.send("HEAD", path, "Accept", "image/png").statusCode()).isEqualTo(406);
    }

    // ------------------------------------------------------------------------------------------------- gzip

    private static String unzipped(HttpResponse<byte[]> response) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MIDDLE, LARGE, "/views/customers", "/views/customers?key=3", MIDDLE + "?fields=name"})
    void aLargerBodyIsCompressedWhereThatIsTaken(String path) throws Exception {
        HttpResponse<byte[]> response = api.getBytes(path, "Accept-Encoding", "gzip");
        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(unzipped(response)).isEqualTo(api.get(path).body());
        assertThat(header(api.get(path), "Content-Encoding")).isEmpty();
        String length = header(response, "Content-Length");
        assertThat(length.isEmpty() ? "" + response.body().length : length).isEqualTo("" + response.body().length);
    }

    @Test
    void linesAreCompressedToo() throws Exception {
        HttpResponse<byte[]> response =
                api.getBytes("/views/customers", "Accept-Encoding", "gzip", "Accept", "application/x-ndjson");
        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        assertThat(unzipped(response))
                .isEqualTo(api.get("/views/customers", "Accept", "application/x-ndjson")
                        .body());
    }

    @Test
    void aSmallBodyIsNot() throws Exception {
        HttpResponse<byte[]> response = api.getBytes(SMALL, "Accept-Encoding", "gzip");
        assertThat(header(response, "Content-Encoding")).isEmpty();
        assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Encoding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip;q=0|",
                "gzip;q=0.000, deflate|",
                "*|gzip",
                "*;q=0|",
                "gzip;q=0, *|",
                "br, gzip;q=0.5|gzip",
                "br|",
                "GZIP|gzip",
                "x-gzip|gzip",
                "identity;q=0.5, gzip;q=0.4|",
                "identity;q=0.4, gzip;q=0.5|gzip",
                "identity|",
                "garbage;;q=,|"
            })
    void qualitiesAreRespected(String accepted, String coding) throws Exception {
        HttpResponse<byte[]> response = api.getBytes(MIDDLE, "Accept-Encoding", accepted);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Encoding")).isEqualTo(coding == null ? "" : coding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, identity;q=0", "gzip, *;q=0"})
    void whoTakesNothingElseGetsItCompressedWhateverItsSize(String accepted) throws Exception {
        HttpResponse<byte[]> response = api.getBytes(SMALL, "Accept-Encoding", accepted);
        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        assertThat(unzipped(response)).isEqualTo(api.get(SMALL).body());
    }

    /** Two bodies, two tags; each is known again in either form, and told by the tag that the client named. */
    @ParameterizedTest
    @ValueSource(strings = {MIDDLE, LARGE})
    void aCompressedBodyHasATagOfItsOwn(String path) throws Exception {
        String plain = header(api.get(path), "ETag");
        String zipped = header(api.getBytes(path, "Accept-Encoding", "gzip"), "ETag");
        assertThat(zipped).isEqualTo(plain.substring(0, plain.length() - 1) + "-gzip\"");
        for (String coding : new String[] {"gzip", "identity"}) {
            for (String tag : new String[] {plain, zipped, "W/" + zipped, "\"a\", " + plain}) {
                HttpResponse<byte[]> known = api.getBytes(path, "Accept-Encoding", coding, "If-None-Match", tag);
                assertThat(known.statusCode()).as("%s %s", coding, tag).isEqualTo(304);
                assertThat(known.body()).isEmpty();
                assertThat(tag).contains(header(known, "ETag"));
                assertThat(header(known, "Vary")).isEqualTo("Accept, Accept-Encoding");
            }
            HttpResponse<byte[]> any = api.getBytes(path, "Accept-Encoding", coding, "If-None-Match", "*");
            assertThat(header(any, "ETag")).isEqualTo(coding.equals("gzip") ? zipped : plain);
            assertThat(api.getBytes(path, "Accept-Encoding", coding, "If-None-Match", "\"x\"")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        SMALL + ",identity",
        SMALL + ",gzip",
        MIDDLE + ",identity",
        MIDDLE + ",gzip",
        LARGE + ",identity",
        LARGE + ",gzip",
        "/views/customers,identity",
        "/views/customers,gzip",
        "/views/customers?limit=1,gzip",
        "/views/customers?key=2,gzip",
        SMALL + "/orders,gzip",
        "/views/customers/99,gzip",
        "/views,gzip"
    })
    void headHasTheHeadersOfGet(String path, String coding) throws Exception {
        HttpResponse<byte[]> get = api.getBytes(path, "Accept-Encoding", coding);
        HttpResponse<String> head = api.send("HEAD", path, "Accept-Encoding", coding);
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        for (String name : get.headers().map().keySet()) {
            if (!name.equalsIgnoreCase("Date") && !name.equalsIgnoreCase("Transfer-Encoding")) {
                assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
            }
        }
    }

    @Test
    void problemsAreNotCompressed() throws Exception {
        HttpResponse<String> response = api.get("/views/" + "x".repeat(3000), "Accept-Encoding", "gzip");
        assertThat(problem(response)).startsWith("404 application/problem+json");
        assertThat(header(response, "Content-Encoding")).isEmpty();
    }
}
