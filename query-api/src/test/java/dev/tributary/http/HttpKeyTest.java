package dev.tributary.http;

import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of every kind find their documents. */
final class HttpKeyTest extends ApiTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a/b|a%2Fb",
                "a/b|a%2fb",
                "a,b|a%2Cb",
                ".|.",
                ".|%2E",
                ".|%22.%22",
                "..|..",
                "..|%2e%2E",
                "..|%22..%22",
                "../..|..%2F..",
                "``|``",
                "``|%22%22",
                "a b|a%20b",
                "a+b|a+b",
                "a+b|a%2Bb",
                "é ü 🙂|%C3%A9%20%C3%BC%20%F0%9F%99%82",
                "100%|100%25",
                "%2F|%252F",
                "a;b=c|a;b=c",
                "a;b=c|a%3Bb=c",
                "a?b#c|a%3Fb%23c",
                "C:\\x|C%3A%5Cx",
                "a\tb|a%09b",
                "null|%22null%22",
                "1.50|%221.50%22",
                "007|007",
                "x:y@z|x:y@z",
                "views|views",
                "*|*"
            })
    void aKeyOfAnyText(String key, String segment) throws Exception {
        String id = TestApi.JSON.writeValueAsString(key);
        api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"found\"}");
        HttpResponse<String> response = api.get("/views/customers/" + segment);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(TestApi.json(response).path("user_id").asText()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b/c", "", "é", "..", "a b", "null", "1.5", "%", "[1,2]", "\"", "+"})
    void theKeyOfAListedDocumentIsItsAddress(String key) throws Exception {
        String id = TestApi.JSON.writeValueAsString(key);
        api.shelves.put("stock", "{\"shop\":" + id + ",\"item\":7,\"left\":1}");
        JsonNode listed = TestApi.json(api.get("/views/shelves")).path("items").path(0);
        HttpResponse<String> response =
                api.get("/views/shelves/" + listed.path("key").asText());
        assertThat(TestApi.json(response)).isEqualTo(listed.path("document"));
        assertThat(TestApi.json(response).path("shop").asText()).isEqualTo(key);
    }

    @Test
    void aCompositeKeyIsItsPartsJoinedByCommas() throws Exception {
        api.shelves.put("stock", "{\"shop\":\"a,b\",\"item\":\"c\",\"left\":1}");
        api.shelves.put("stock", "{\"shop\":\"a\",\"item\":\"b,c\",\"left\":2}");
        assertThat(TestApi.json(api.get("/views/shelves/a%2Cb,c")).path("left").asInt())
                .isEqualTo(1);
        assertThat(TestApi.json(api.get("/views/shelves/a,b%2Cc")).path("left").asInt())
                .isEqualTo(2);
        assertThat(problem(api.get("/views/shelves/a%2Cb%2Cc"))).isEqualTo("""
                        400 application/problem+json
                        /problems/bad-key 400
                        Bad key: Expected a key of 2 parts, separated by commas, but got 1: a%2Cb%2Cc""");
        assertThat(api.get("/views/shelves/a,b,c").statusCode()).isEqualTo(400);
    }

    @Test
    void aNumericKeyIsFound() throws Exception {
        List<String> keys = new ArrayList<>(List.of("0", "-1", "1.5", "12345678901234567890", "true", "null"));
        for (String key : keys) {
            api.customers.put("users", "{\"user_id\":" + key + ",\"name\":\"found\"}");
            assertThat(api.get("/views/customers/" + key).statusCode()).as(key).isEqualTo(200);
        }
    }

    @Test
    void aBadlyEncodedKeyIsRefused() throws Exception {
        assertThat(RawClient.get(api.server.port(), "/views/customers/%FF"))
                .startsWith("HTTP/1.1 400 ")
                .contains("/problems/bad-key", "Bad percent-encoding: expected UTF-8 text in %FF");
    }

    /** Sent by hand: clients refuse to. The server's own parser refuses it too, before any handler sees it. */
    @ParameterizedTest
    @ValueSource(strings = {"a%zz", "a%2", "%", "%00"})
    void aMalformedPathIsRefusedWithAProblem(String key) throws Exception {
        assertThat(RawClient.get(api.server.port(), "/views/customers/" + key))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "/problems/http-400", "The server cannot take this request: ");
    }

    @Test
    void aKeyWithNulIsReachedInQuotes() throws Exception {
        api.customers.put("users", "{\"user_id\":\"a\\u0000\",\"name\":\"found\"}");
        assertThat(api.get("/views/customers/%22a%5Cu0000%22").statusCode()).isEqualTo(200);
    }

    @Test
    void moreSegmentsThanAKeyAreRefused() throws Exception {
        assertThat(problem(api.get("/views/customers/a/b"))).isEqualTo("""
                        404 application/problem+json
                        /problems/no-such-field 404
                        No such field: The documents of customers have no field `b`: the fields are `user_id`, `name`, `orders`. A / within a key is written %2F.""");
        assertThat(problem(api.get("/views/customers/a/b/c"))).isEqualTo("""
                        404 application/problem+json
                        /problems/no-such-address 404
                        No such address: There is nothing at /views/customers/a/b/c; see the addresses of this service. A / within a key is written %2F.""");
    }
}
