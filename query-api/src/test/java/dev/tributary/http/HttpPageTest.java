package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpPageTest extends ApiTest {
    private void putUsers(int count) {
        for (int id = 1; id <= count; id++) {
            api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"n" + id + "\"}");
        }
    }

    private List<String> keys(JsonNode page) {
        List<String> keys = new ArrayList<>();
        page.path("items").forEach(item -> keys.add(item.path("key").asText()));
        return keys;
    }

    @Test
    void anEmptyViewHasAnEmptyPage() throws Exception {
        HttpResponse<String> response = api.get("/views/customers");
        assertThat(response.body()).isEqualTo("{\"items\":[]}");
        assertThat(header(response, "Link")).isEmpty();
        assertThat(header(response, "View-Lag")).isEqualTo("0;ms=0");
    }

    @Test
    void aPageHasDocumentsInKeyOrder() throws Exception {
        api.customers.put("users", "{\"user_id\":\"b\",\"name\":\"B\"}");
        api.customers.put("users", "{\"user_id\":10,\"name\":\"ten\"}");
        api.customers.put("users", "{\"user_id\":9,\"name\":\"nine\"}");
        assertThat(api.get("/views/customers").body())
                .isEqualTo("{\"items\":["
                        + "{\"key\":\"9\",\"document\":{\"user_id\":9,\"name\":\"nine\",\"orders\":[]}},"
                        + "{\"key\":\"10\",\"document\":{\"user_id\":10,\"name\":\"ten\",\"orders\":[]}},"
                        + "{\"key\":\"b\",\"document\":{\"user_id\":\"b\",\"name\":\"B\",\"orders\":[]}}]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 61, 1000})
    void everyKeyIsListedOnceInOrderOverAllPartitions(int limit) throws Exception {
        putUsers(60);
        List<String> keys = new ArrayList<>();
        String address = "/views/customers?limit=" + limit;
        int pages = 0;
        while (address != null) {
            HttpResponse<String> response = api.get(address);
            JsonNode page = json(response);
            keys.addAll(keys(page));
            address = page.has("next")
                    ? "/views/customers?limit=" + limit + "&cursor="
                            + page.path("next").asText()
                    : null;
            assertThat(header(response, "Link")).isEqualTo(address == null ? "" : "<" + address + ">; rel=\"next\"");
            pages++;
        }
        assertThat(keys)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 60).mapToObj(String::valueOf).toList());
        assertThat(pages).isEqualTo((60 + limit - 1) / limit);
    }

    @Test
    void theDefaultPageHasFiftyDocuments() throws Exception {
        putUsers(51);
        assertThat(keys(json(api.get("/views/customers")))).hasSize(50);
    }

    @Test
    void aCursorOutlivesARestartAndItsOwnDocument() throws Exception {
        putUsers(5);
        String next = json(api.get("/views/customers?limit=2")).path("next").asText();
        api.customers.delete("users", "{\"user_id\":2}");
        try (HttpServer other =
                HttpServer.start(new HttpServer.Options("127.0.0.1", 0), () -> Map.of("customers", api.customers))) {
            String answer = RawClient.get(other.port(), "/views/customers?cursor=" + next);
            assertThat(answer)
                    .contains("{\"items\":[{\"key\":\"3\"", "\"key\":\"4\"", "\"key\":\"5\"")
                    .doesNotContain("next");
        }
    }

    @Test
    void aCursorOfAnotherViewIsRefused() throws Exception {
        putUsers(2);
        String next = json(api.get("/views/customers?limit=1")).path("next").asText();
        assertThat(problem(api.get("/views/shelves?cursor=" + next))).isEqualTo("""
                        400 application/problem+json
                        /problems/bad-cursor 400
                        Bad cursor: The cursor belongs to another request than this one: to another view, document or field, or to other values of a lookup. Take `next` of a page as it is, with the parameters of that page, or leave the cursor out to start over.""");
    }

    /** The view's file was changed, and the service started again. */
    @Test
    void aCursorOfAnotherVersionOfTheViewIsGone() throws Exception {
        putUsers(2);
        String next = json(api.get("/views/customers?limit=1")).path("next").asText();
        String changed = "sources:\n  users: {topic: users, key: user_id}\nviews:\n  customers: {from: users}\n";
        try (TestView other = TestView.of(directory.resolve("other"), changed, "customers", TestApi.PARTITIONS)) {
            api.serve("customers", other);
            HttpResponse<String> response = api.get("/views/customers?limit=1&cursor=" + next);
            assertThat(problem(response)).isEqualTo("""
                            410 application/problem+json
                            /problems/expired-cursor 410
                            Expired cursor: The view was defined otherwise when this cursor was made; leave the cursor out to start over.""");
            assertThat(json(response).path("parameter").asText()).isEqualTo("cursor");
            assertThat(api.get("/views/customers?limit=1").statusCode()).isEqualTo(200);
        }
    }

    /** Every byte counts: of a cursor that is cut, spliced or changed nothing is guessed. */
    @Test
    void noChangedCursorIsTaken() throws Exception {
        putUsers(3);
        String one = json(api.get("/views/customers?limit=1")).path("next").asText();
        String two = json(api.get("/views/customers?limit=2")).path("next").asText();
        byte[] bytes = Base64.getUrlDecoder().decode(one);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            refusesCursor(Base64.getUrlEncoder().encodeToString(changed));
            refusesCursor(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(bytes, i)));
        }
        refusesCursor(one.substring(0, one.length() / 2) + two.substring(two.length() / 2));
        assertThat(keys(json(api.get("/views/customers?cursor=" + one)))).containsExactly("2", "3");
    }

    private void refusesCursor(String cursor) throws Exception {
        assertThat(problem(api.get("/views/customers?cursor=" + cursor)))
                .as(cursor)
                .startsWith("400 application/problem+json\n/problems/bad-cursor 400\n");
    }

    @Test
    void aDamagedCursorIsRefused() throws Exception {
        putUsers(2);
        String next = json(api.get("/views/customers?limit=1")).path("next").asText();
        byte[] longer = Arrays.copyOf(Base64.getUrlDecoder().decode(next), 40);
        List<String> damaged = List.of(
                "",
                "x",
                "!!!",
                next.substring(0, next.length() - 2),
                "A" + next,
                Base64.getUrlEncoder().encodeToString(longer),
                "AQ".repeat(20));
        for (String cursor : damaged) {
            refusesCursor(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "ten", "", "1.5", "99999999999"})
    void aBadLimitIsRefused(String limit) throws Exception {
        assertThat(problem(api.get("/views/customers?limit=" + limit))).isEqualTo("""
                        400 application/problem+json
                        /problems/bad-limit 400
                        Bad limit: Expected `limit` to be a whole number from 1 to 1000, but came `%s`.""".formatted(limit));
    }

    @Test
    void anUnknownParameterIsRefused() throws Exception {
        HttpResponse<String> response = api.get("/views/customers?limti=3");
        assertThat(problem(response)).isEqualTo("""
                        400 application/problem+json
                        /problems/unknown-parameter 400
                        Unknown parameter: There is no parameter `limti` here: did you mean `limit`?""");
        assertThat(json(response).path("parameters").toString())
                .isEqualTo("[\"limit\",\"cursor\",\"key\",\"fields\",\"timeout\"]");
        assertThat(problem(api.get("/views/customers?email=x")))
                .endsWith("the parameters are `limit`, `cursor`, `key`, `fields`, `timeout`");
    }

    @Test
    void aParameterGivenTwiceIsRefused() throws Exception {
        assertThat(problem(api.get("/views/customers?limit=1&limit=2")))
                .endsWith("The parameter `limit` is given more than once; give it once.");
    }

    @Test
    void aLargePageIsStreamedWithItsLink() throws Exception {
        String name = "x".repeat(Body.WHOLE_BYTES / 4);
        for (int id = 1; id <= 12; id++) {
            api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"" + name + "\"}");
        }
        HttpResponse<String> response = api.get("/views/customers?limit=10");
        assertThat(keys(json(response))).hasSize(10);
        assertThat(header(response, "Link")).contains("rel=\"next\"");
        assertThat(header(response, "Content-Length")).isEmpty();
    }

    @Test
    void aPageHasATagAndAHead() throws Exception {
        putUsers(3);
        String tag = header(api.get("/views/customers"), "ETag");
        assertThat(tag).isNotEmpty();
        HttpResponse<String> again = api.get("/views/customers", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        HttpResponse<String> head = api.send("HEAD", "/views/customers?limit=1");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Link")).contains("rel=\"next\"");
    }
}
