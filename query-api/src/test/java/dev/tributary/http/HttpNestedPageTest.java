package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.runtime.ViewReads;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a collection of one document. */
final class HttpNestedPageTest extends SharedApiTest {
    private void putUser(int user, int orders) {
        api.customers.put("users", "{\"user_id\":" + user + "}");
        for (int id = 10_000 * user + 1; id <= 10_000 * user + orders; id++) {
            api.customers.put("orders", "{\"order_id\":%d,\"user_id\":%d,\"rank\":%d}".formatted(id, user, id % 7));
        }
    }

    @Test
    void allRowsAreThereInTheOrderOfTheDocument() throws Exception {
        HttpResponse<String> response = api.get("/views/shop/1/orders");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(
                        "{\"items\":[{\"order_id\":12,\"total\":0.00,\"product\":null,\"items\":[]},"
                                + "{\"order_id\":11,\"total\":12345678901234567890.10,\"product\":{\"title\":\"Loom\",\"stock\":3},"
                                + "\"items\":[{\"item_id\":100,\"qty\":1},{\"item_id\":101,\"qty\":2}]},"
                                + "{\"order_id\":10,\"total\":12.50,\"product\":{\"title\":\"Loom\",\"stock\":3},\"items\":[]}]}");
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "View-Lag")).isEqualTo("0;ms=0");
        assertThat(header(response, "Served-By")).isEqualTo("active");
        assertThat(header(response, "ETag")).isNotEmpty();
        assertThat(header(response, "Link")).isEmpty();
        assertThat(json(api.get("/views/shop/1")).path("orders")).hasSize(2);
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() throws Exception {
        HttpResponse<String> first = api.get("/views/shop/1/orders?limit=2&fields=order_id");
        String next = json(first).path("next").asText();
        assertThat(first.body())
                .isEqualTo("{\"items\":[{\"order_id\":12},{\"order_id\":11}],\"next\":\"" + next + "\"}");
        String address = "/views/shop/1/orders?fields=order_id&limit=2&cursor=" + next;
        assertThat(header(first, "Link")).isEqualTo("<" + address + ">; rel=\"next\"");
        assertThat(api.get(address).body()).isEqualTo("{\"items\":[{\"order_id\":10}]}");
        assertThat(api.get("/views/shop/1/orders?fields=total&cursor=" + next).body())
                .isEqualTo("{\"items\":[{\"total\":12.50}]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 99, 100, 101})
    void everyRowComesOnce(int limit) throws Exception {
        putUser(1, 100);
        List<Integer> ids = new ArrayList<>();
        String path = "/views/customers/1/orders?limit=" + limit;
        for (String address = path; address != null; ) {
            JsonNode page = json(api.get(address));
            page.path("items").forEach(row -> ids.add(row.path("order_id").asInt()));
            address = page.has("next") ? path + "&cursor=" + page.path("next").asText() : null;
        }
        List<Integer> expected = new ArrayList<>();
        json(api.get("/views/customers/1"))
                .path("orders")
                .forEach(row -> expected.add(row.path("order_id").asInt()));
        assertThat(ids).isEqualTo(expected).hasSize(100);
    }

    /** A row that comes before the cursor or goes does not shift the pages. */
    @Test
    void aCursorOutlivesItsRowAndARestart() throws Exception {
        shop.put("users", "{\"user_id\":5,\"name\":\"Eve\"}");
        for (int id = 51; id <= 53; id++) {
            shop.put("orders", "{\"order_id\":" + id + ",\"user_id\":5}");
        }
        String next = json(api.get("/views/shop/5/orders?limit=2")).path("next").asText();
        shop.delete("orders", "{\"order_id\":52}");
        shop.put("orders", "{\"order_id\":50,\"user_id\":5}");
        Map<String, ViewReads> views = Map.of("shop", shop);
        try (HttpServer other = HttpServer.start(new HttpServer.Options("127.0.0.1", 0), () -> views)) {
            assertThat(RawClient.get(other.port(), "/views/shop/5/orders?fields=order_id&cursor=" + next))
                    .endsWith("{\"items\":[{\"order_id\":53}]}");
        }
    }

    @Test
    void pluckedValuesArePagedToo() throws Exception {
        assertThat(api.get("/views/shop/1/totals").body())
                .isEqualTo("{\"items\":[12.50,12345678901234567890.10,0.00]}");
        String next = json(api.get("/views/shop/1/totals?limit=1")).path("next").asText();
        assertThat(api.get("/views/shop/1/totals?cursor=" + next).body())
                .isEqualTo("{\"items\":[12345678901234567890.10,0.00]}");
    }

    /** Of several that are alike the first is shown, on whichever page it is. */
    @Test
    void ofDistinctValuesEachComesOnce() throws Exception {
        assertThat(api.get("/views/shop/1/products").body()).isEqualTo("{\"items\":[7,8]}");
        String next =
                json(api.get("/views/shop/1/products?limit=1")).path("next").asText();
        assertThat(api.get("/views/shop/1/products?limit=1&cursor=" + next).body())
                .isEqualTo("{\"items\":[8]}");
    }

    @Test
    void anObjectByNamesIsPagedWithItsNames() throws Exception {
        assertThat(api.get("/views/shop/1/by_status?fields=order_id").body())
                .isEqualTo("{\"items\":[{\"key\":\"new\",\"value\":{\"order_id\":12}},"
                        + "{\"key\":\"paid\",\"value\":{\"order_id\":11}}]}");
        String next =
                json(api.get("/views/shop/1/by_status?limit=1")).path("next").asText();
        assertThat(api.get("/views/shop/1/by_status?limit=1&cursor=" + next).body())
                .isEqualTo(
                        "{\"items\":[{\"key\":\"paid\",\"value\":{\"order_id\":11,\"total\":12345678901234567890.10}}]}");
    }

    @Test
    void aCollectionOfALookedUpRowIsThatOfTheRow() throws Exception {
        assertThat(api.get("/views/shop/1/museums").body())
                .isEqualTo("{\"items\":[{\"museum_id\":1},{\"museum_id\":2}]}");
        shop.put("users", "{\"user_id\":6,\"name\":\"Fay\",\"city_id\":5}");
        assertThat(json(api.get("/views/shop/6/museums")).path("items")).hasSize(2);
        shop.put("users", "{\"user_id\":6,\"name\":\"Fay\",\"city_id\":6}");
        assertThat(api.get("/views/shop/6/museums").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void anEmptyCollectionIsToldApartFromAMissingDocument() throws Exception {
        shop.put("users", "{\"user_id\":2,\"name\":\"Bob\"}");
        assertThat(api.get("/views/shop/2/orders").body()).isEqualTo("{\"items\":[]}");
        HttpResponse<String> response = api.get("/views/shop/3/orders");
        assertThat(problem(response)).isEqualTo("""
                        404 application/problem+json
                        /problems/no-such-document 404
                        No such document: The view shop has no document of the key 3.""");
        assertThat(header(response, "View-Lag")).isEqualTo("0;ms=0");
    }

    @Test
    void anUnknownFieldIsNamedWithTheNearest() throws Exception {
        HttpResponse<String> response = api.get("/views/shop/1/ordres");
        assertThat(problem(response)).isEqualTo("""
                        404 application/problem+json
                        /problems/no-such-field 404
                        No such field: The documents of shop have no field `ordres`: did you mean `orders`?""");
        assertThat(json(response).path("fields").toString()).contains("\"orders\",\"latest\"");
        assertThat(problem(api.get("/views/shop/1/"))).contains("have no field ``: the fields are `user_id`, ");
    }

    @Test
    void whatIsNoCollectionSaysWhatItIs() throws Exception {
        assertThat(problem(api.get("/views/shop/1/name"))).isEqualTo("""
                        400 application/problem+json
                        /problems/not-a-collection 400
                        Not a collection: The field `name` of shop is a column, and no collection that could be paged; it comes with the document.""");
        assertThat(problem(api.get("/views/shop/1/latest"))).contains("`latest` of shop is `one`, and");
        assertThat(problem(api.get("/views/shop/1/order_count"))).contains("`order_count` of shop is a total, and");
        assertThat(problem(api.get("/views/shop/1/is_regular"))).contains("`is_regular` of shop is an `expr`, and");
        assertThat(problem(api.get("/views/rows/1/name"))).endsWith("""
                        The documents of rows show columns of their rows as they come, and none is a collection that could be paged.""");
    }

    @Test
    void aFieldIsDecoded() throws Exception {
        assertThat(api.get("/views/shop/1/%6Frders").statusCode()).isEqualTo(200);
        assertThat(problem(api.get("/views/shop/1/a%2Cb%28c%29"))).contains("`a,b(c)` of shop is a column");
    }

    @Test
    void aCursorBelongsToItsDocumentAndField() throws Exception {
        shop.put("users", "{\"user_id\":2,\"name\":\"Bob\"}");
        String next = json(api.get("/views/shop/1/orders?limit=1")).path("next").asText();
        for (String other : List.of("/views/shop/2/orders", "/views/shop/1/totals", "/views/shop")) {
            assertThat(problem(api.get(other + "?cursor=" + next))).as(other).startsWith("""
                            400 application/problem+json
                            /problems/bad-cursor 400
                            Bad cursor: The cursor belongs to another request than this one: to another view, document or field,""");
        }
        String ofView = json(api.get("/views/shop?limit=1")).path("next").asText();
        assertThat(api.get("/views/shop/1/orders?cursor=" + ofView).statusCode())
                .isEqualTo(400);
    }

    @Test
    void parametersAreThoseOfAPage() throws Exception {
        assertThat(problem(api.get("/views/shop/1/orders?limit=1001")))
                .startsWith("400 application/problem+json\n/problems/bad-limit 400\n");
        assertThat(problem(api.get("/views/shop/1/orders?order=-rank")))
                .endsWith(
                        "There is no parameter `order` here: the parameters are `limit`, `cursor`, `fields`, `timeout`");
        assertThat(problem(api.get("/views/shop/1/orders?fields=stock")))
                .endsWith("There is no field `stock` in `orders` of the documents of shop: the fields are `order_id`,"
                        + " `total`, `product`, `items`");
        assertThat(problem(api.get("/views/shop/a,b/orders")))
                .startsWith("400 ")
                .contains("/problems/bad-key");
    }

    @Test
    void headAndConditionsWorkAsForPages() throws Exception {
        HttpResponse<String> get = api.get("/views/shop/1/orders?limit=1");
        HttpResponse<String> head = api.send("HEAD", "/views/shop/1/orders?limit=1");
        assertThat(head.body()).isEmpty();
        for (String name : List.of("ETag", "Link", "Content-Length", "Content-Type", "Vary", "View-Lag")) {
            assertThat(header(head, name)).as(name).isNotEmpty().isEqualTo(header(get, name));
        }
        assertThat(api.get("/views/shop/1/orders?limit=1", "If-None-Match", header(get, "ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aThousandRowsAreAPage() throws Exception {
        putUser(2, 3000);
        int count = 0;
        String path = "/views/customers/2/orders?limit=1000";
        for (String address = path; address != null; ) {
            JsonNode page = json(api.get(address));
            count += page.path("items").size();
            address = page.has("next") ? path + "&cursor=" + page.path("next").asText() : null;
        }
        assertThat(count).isEqualTo(3000);
    }
}
