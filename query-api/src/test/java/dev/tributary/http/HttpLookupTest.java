package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpLookupTest {
    private static final String FILE = """
            sources:
              users: {topic: users, key: user_id}
              orders: {topic: orders, key: order_id, references: {user_id: users}}
            views:
              people:
                from: users
                index: [email, [country, status], orders, products]
                fields:
                  - email
                  - country
                  - status
                  - tags
                  - orders: {count: orders}
                  - products: {pluck: orders.product}
              all:
                from: users
                index: tags
            """;

    @TempDir
    Path directory;

    private TestApi api;
    private TestView people;
    private TestView all;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
        people = TestView.of(directory.resolve("people"), FILE, "people", TestApi.PARTITIONS);
        all = TestView.of(directory.resolve("all"), FILE, "all", TestApi.PARTITIONS);
        api.serve("people", people);
        api.serve("all", all);
    }

    @AfterEach
    void stop() {
        api.close();
        people.close();
        all.close();
    }

    private void put(int id, String email, String country, String status) {
        people.put(
                "users",
                "{\"user_id\":%d,\"email\":%s,\"country\":\"%s\",\"status\":\"%s\"}"
                        .formatted(id, email, country, status));
    }

    private String keys(String query) throws Exception {
        HttpResponse<String> response = api.get("/views/people" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return keys(json(response));
    }

    private static String keys(JsonNode page) {
        List<String> keys = new ArrayList<>();
        page.path("items").forEach(item -> keys.add(item.path("key").asText()));
        return String.join(" ", keys);
    }

    @Test
    void aLookupHasTheDocumentsWithTheValue() throws Exception {
        put(1, "\"a@x.org\"", "DE", "new");
        put(2, "\"b@x.org\"", "DE", "new");
        assertThat(api.get("/views/people?email=b@x.org").body())
                .isEqualTo("{\"items\":[{\"key\":\"2\",\"document\":{\"email\":\"b@x.org\",\"country\":\"DE\","
                        + "\"status\":\"new\",\"tags\":null,\"orders\":0,\"products\":[]}}]}");
        assertThat(keys("?email=c@x.org")).isEmpty();
        assertThat(keys("?email=")).isEmpty();
    }

    @Test
    void aRepeatedParameterMeansAnyOfItsValues() throws Exception {
        put(3, "\"b\"", "DE", "new");
        put(2, "\"a\"", "DE", "new");
        put(1, "\"c\"", "DE", "new");
        assertThat(keys("?email=a&email=b")).isEqualTo("2 3");
        assertThat(keys("?email=c&email=b&email=c")).isEqualTo("1 3");
    }

    @Test
    void aCompositeTakesItsFieldsInAnyOrder() throws Exception {
        put(1, "\"a\"", "DE", "new");
        put(2, "\"a\"", "DE", "old");
        put(3, "\"a\"", "FR", "new");
        assertThat(keys("?country=DE&status=new")).isEqualTo("1");
        assertThat(keys("?status=new&country=DE")).isEqualTo("1");
        assertThat(keys("?status=new&country=DE&country=FR")).isEqualTo("1 3");
        assertThat(keys("?status=new&country=DE&country=FR&status=old")).isEqualTo("1 2 3");
    }

    @Test
    void valuesAreWrittenAsKeysAre() throws Exception {
        Map<String, List<String>> stored = Map.of(
                "10", List.of("10", "10.0", "%2210%22"),
                "1.50", List.of("1.5"),
                "\"1.25\"", List.of("%221.25%22"),
                "true", List.of("true"),
                "\"true\"", List.of("%22true%22"),
                "null", List.of("null"),
                "\"\"", List.of("", "%22%22"),
                "\"a b&c\"", List.of("a+b%26c", "a%20b%26c"),
                "\"007\"", List.of("007"),
                "\"é\"", List.of("%C3%A9"));
        List<String> values = List.copyOf(stored.keySet());
        for (int id = 0; id < values.size(); id++) {
            put(id, values.get(id), "DE", "new");
        }
        for (int id = 0; id < values.size(); id++) {
            for (String asked : stored.getOrDefault(values.get(id), List.of())) {
                assertThat(keys("?email=" + asked)).as(asked).isEqualTo("" + id);
            }
        }
        assertThat(keys("?email=1.25")).isEmpty();
        assertThat(keys("?email=%221.5%22")).isEmpty();
    }

    @Test
    void aDocumentIsFoundByWhatItHasNow() throws Exception {
        put(1, "\"a\"", "DE", "new");
        put(1, "\"b\"", "DE", "new");
        assertThat(keys("?email=a")).isEmpty();
        assertThat(keys("?email=b")).isEqualTo("1");
        people.delete("users", "{\"user_id\":1}");
        assertThat(keys("?email=b")).isEmpty();
    }

    @Test
    void anArrayIsFoundByEachOfItsElements() throws Exception {
        put(1, "\"a\"", "DE", "new");
        people.put("orders", "{\"order_id\":10,\"user_id\":1,\"product\":\"desk\"}");
        people.put("orders", "{\"order_id\":11,\"user_id\":1,\"product\":\"lamp\"}");
        assertThat(keys("?products=desk")).isEqualTo("1");
        assertThat(keys("?products=lamp&products=desk")).isEqualTo("1");
        assertThat(keys("?orders=2")).isEqualTo("1");
        people.delete("orders", "{\"order_id\":10}");
        assertThat(keys("?products=desk")).isEmpty();
        assertThat(keys("?products=lamp")).isEqualTo("1");
        assertThat(keys("?orders=2")).isEmpty();
        all.put("users", "{\"user_id\":7,\"tags\":[\"red\",2,\"red\"]}");
        assertThat(keys(json(api.get("/views/all?tags=red")))).isEqualTo("7");
        assertThat(keys(json(api.get("/views/all?tags=2")))).isEqualTo("7");
    }

    /** The entry is in another partition than the document, and may come later or go later. */
    @Test
    void anEntryThatIsLateIsRechecked() throws Exception {
        put(1, "\"a\"", "DE", "new");
        people.hold(people.plan().indexes().get(0).log(), true);
        put(1, "\"b\"", "DE", "new");
        put(2, "\"a\"", "DE", "new");
        assertThat(keys("?email=a")).isEmpty();
        assertThat(keys("?email=b")).isEmpty();
        people.hold(people.plan().indexes().get(0).log(), false);
        assertThat(keys("?email=a")).isEqualTo("2");
        assertThat(keys("?email=b")).isEqualTo("1");
    }

    @Test
    void outdatedEntriesMakeNoPageShort() throws Exception {
        IntStream.rangeClosed(1, 9).forEach(id -> put(id, "\"a\"", "DE", "new"));
        people.hold(people.plan().indexes().get(0).log(), true);
        IntStream.rangeClosed(2, 7).forEach(id -> put(id, "\"b\"", "DE", "new"));
        JsonNode page = json(api.get("/views/people?email=a&limit=2"));
        assertThat(keys(page)).isEqualTo("1 8");
        assertThat(keys("?email=a&limit=2&cursor=" + page.path("next").asText()))
                .isEqualTo("9");
        people.hold(people.plan().indexes().get(0).log(), false);
    }

    @Test
    void pagesAreInKeyOrderEachDocumentOnce() throws Exception {
        IntStream.rangeClosed(1, 16).forEach(id -> {
            put(id, "\"" + "abc".charAt(id % 3) + "\"", "DE", "new");
            people.put("orders", "{\"order_id\":%d,\"user_id\":%d,\"product\":\"p\"}".formatted(id, id));
            people.put("orders", "{\"order_id\":%d,\"user_id\":%d,\"product\":\"q\"}".formatted(100 + id, id));
        });
        String expected = IntStream.rangeClosed(1, 16).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        for (int limit : new int[] {1, 3, 8, 16, 17}) {
            assertThat(walk("/views/people?email=a&email=b&email=c&limit=" + limit))
                    .isEqualTo(expected);
            assertThat(walk("/views/people?products=q&products=p&limit=" + limit))
                    .isEqualTo(expected);
        }
    }

    private String walk(String first) throws Exception {
        List<String> pages = new ArrayList<>();
        for (String address = first; address != null; ) {
            HttpResponse<String> response = api.get(address);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            pages.add(keys(json(response)));
            String link = header(response, "Link");
            assertThat(link.isEmpty()).isEqualTo(!json(response).has("next"));
            address = link.isEmpty() ? null : link.substring(1, link.indexOf('>'));
        }
        return String.join(" ", pages);
    }

    @Test
    void theLinkSaysTheValuesAgain() throws Exception {
        put(1, "\"a&b c\"", "DE", "new");
        put(2, "\"é\"", "DE", "new");
        HttpResponse<String> response = api.get("/views/people?limit=1&email=a%26b+c&email=%C3%A9");
        String next = json(response).path("next").asText();
        assertThat(header(response, "Link"))
                .isEqualTo("</views/people?email=a%26b%20c&email=%C3%A9&limit=1&cursor=" + next + ">; rel=\"next\"");
        // the same question, put otherwise
        assertThat(keys("?email=%C3%A9&cursor=" + next + "&email=a%26b+c&email=%C3%A9"))
                .isEqualTo("2");
    }

    @Test
    void aCursorOfAnotherRequestIsRefused() throws Exception {
        IntStream.rangeClosed(1, 3).forEach(id -> put(id, "\"a\"", "DE", "new"));
        String next =
                json(api.get("/views/people?email=a&limit=1")).path("next").asText();
        for (String others : List.of("", "email=b&", "email=a&email=b&", "orders=0&", "country=DE&status=new&")) {
            assertThat(problem(api.get("/views/people?" + others + "cursor=" + next)))
                    .isEqualTo("""
                            400 application/problem+json
                            /problems/bad-cursor 400
                            Bad cursor: The cursor belongs to another request than this one: to another view, document or field, or to other values of a lookup. Take `next` of a page as it is, with the parameters of that page, or leave the cursor out to start over.""");
        }
    }

    @Test
    void anUnindexedFieldIsRefusedWithTheIndexedOnes() throws Exception {
        HttpResponse<String> response = api.get("/views/people?tags=red");
        assertThat(problem(response)).isEqualTo("""
                        400 application/problem+json
                        /problems/not-indexed 400
                        Not indexed: The documents of people cannot be looked up by `tags`, which is not indexed. Its lookups are `?email=…`, `?country=…&status=…`, `?orders=…`, `?products=…`.""");
        assertThat(json(response).path("lookups").toString())
                .isEqualTo("[[\"email\"],[\"country\",\"status\"],[\"orders\"],[\"products\"]]");
        assertThat(problem(api.get("/views/customers?name=x"))).endsWith("""
                        The documents of customers cannot be looked up by `name`, which is not indexed. It has no lookups: `index: […]` in the view declares them.""");
        assertThat(problem(api.get("/views/all?whatever=x"))).endsWith("""
                        The documents of all cannot be looked up by `whatever`, which is not indexed. Its lookups are `?tags=…`.""");
    }

    @Test
    void aCompositeNeedsAllItsFields() throws Exception {
        assertThat(problem(api.get("/views/people?status=new"))).isEqualTo("""
                        400 application/problem+json
                        /problems/not-indexed 400
                        Not indexed: A lookup by `status` alone is not indexed; give `country` as well: `?country=…&status=…`""");
        assertThat(problem(api.get("/views/people?email=a&country=DE"))).endsWith("""
                        A lookup by `email`, `country` together is not indexed. Its lookups are `?email=…`, `?country=…&status=…`, `?orders=…`, `?products=…`.""");
    }

    @Test
    void whatIsNoFieldIsAnUnknownParameter() throws Exception {
        assertThat(problem(api.get("/views/people?emial=a"))).isEqualTo("""
                        400 application/problem+json
                        /problems/unknown-parameter 400
                        Unknown parameter: There is no parameter `emial` here: did you mean `email`?""");
        assertThat(problem(api.get("/views/people?nothing=a")))
                .endsWith(
                        "the parameters are `limit`, `cursor`, `key`, `fields`, `timeout`, `email`, `country`, `status`, `orders`, `products`");
        assertThat(problem(api.get("/views/all?tgas=a"))).endsWith("did you mean `tags`?");
    }

    @Test
    void tooManyCombinationsAreRefused() throws Exception {
        String values = IntStream.range(0, 11)
                .mapToObj(i -> "country=" + i + "&status=" + i)
                .collect(Collectors.joining("&"));
        assertThat(problem(api.get("/views/people?" + values))).isEqualTo("""
                        400 application/problem+json
                        /problems/too-many-values 400
                        Too many values: A lookup takes at most 100 values, or combinations of them; ask for some of them at a time.""");
    }

    @Test
    void aLookupHasATagAndAHead() throws Exception {
        put(1, "\"a\"", "DE", "new");
        put(2, "\"a\"", "DE", "new");
        HttpResponse<String> response = api.get("/views/people?email=a");
        String tag = header(response, "ETag");
        assertThat(header(response, "View-Lag")).isEqualTo("0;ms=0");
        assertThat(api.get("/views/people?email=a", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        HttpResponse<String> head = api.send("HEAD", "/views/people?email=a&limit=1");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Link")).contains("rel=\"next\"");
    }

    @Test
    void onlyThePartitionsOfValuesAndDocumentsAreNeeded() throws Exception {
        IntStream.rangeClosed(1, 8).forEach(id -> put(id, "\"mail" + id + "\"", "DE", "new"));
        people.replaceCopy(0, null);
        int away = 0;
        for (int id = 1; id <= 8; id++) {
            HttpResponse<String> response = api.get("/views/people?email=mail" + id);
            away += response.statusCode() == 503 ? 1 : 0;
        }
        assertThat(away).isBetween(1, 7);
        assertThat(problem(api.get("/views/people?country=DE&status=new"))).contains("no copy of partition 0");
        for (int partition = 0; partition < TestApi.PARTITIONS; partition++) {
            people.replaceCopy(people.plan().indexes().get(0).log(), partition, null);
        }
        assertThat(problem(api.get("/views/people?email=" + URLEncoder.encode("mail1", StandardCharsets.UTF_8))))
                .startsWith("503 application/problem+json\n/problems/no-copy 503");
    }
}
