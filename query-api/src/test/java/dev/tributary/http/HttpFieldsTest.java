package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fields=…} wherever documents are sent. */
final class HttpFieldsTest extends SharedApiTest {
    @BeforeAll
    void fill() {
        shop.put("users", "{\"user_id\":2,\"name\":\"Bob\",\"city_id\":6}");
        rows.put("users", "{\"user_id\":1,\"name\":\"Ada\",\"geo\":{\"lat\":1.50,\"lon\":2}}");
    }

    private String document(String fields) throws Exception {
        HttpResponse<String> response = api.get("/views/shop/1?fields=" + fields);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name|{\"name\":\"Ada\"}",
                "name,user_id|{\"user_id\":1,\"name\":\"Ada\"}",
                "name,name|{\"name\":\"Ada\"}",
                "order_count|{\"order_count\":3}",
                "is_regular|{\"is_regular\":true}",
                "orders(order_id)|{\"orders\":[{\"order_id\":12},{\"order_id\":11}]}",
                "orders(total)|{\"orders\":[{\"total\":0.00},{\"total\":12345678901234567890.10}]}",
                "orders(order_id,product(stock))|{\"orders\":[{\"order_id\":12,\"product\":null},{\"order_id\":11,\"product\":{\"stock\":3}}]}",
                "orders(order_id),orders(items(qty))|{\"orders\":[{\"order_id\":12,\"items\":[]},{\"order_id\":11,\"items\":[{\"qty\":1},{\"qty\":2}]}]}",
                "orders(items),orders(items(qty))|{\"orders\":[{\"items\":[]},{\"items\":[{\"item_id\":100,\"qty\":1},{\"item_id\":101,\"qty\":2}]}]}",
                "by_status(order_id)|{\"by_status\":{\"new\":{\"order_id\":12},\"paid\":{\"order_id\":11}}}",
                "city|{\"city\":\"Delft\"}",
                "museums(museum_id)|{\"museums\":[{\"museum_id\":1},{\"museum_id\":2}]}",
                "latest(order_id)|{\"latest\":{\"order_id\":11}}",
                "latest_items|{\"latest_items\":20}",
                "latest_items,latest(order_id)|{\"latest\":{\"order_id\":11},\"latest_items\":20}",
                "totals|{\"totals\":[12.50,12345678901234567890.10,0.00]}",
                "address(geo(lat))|{\"address\":{\"geo\":{\"lat\":52.0100}}}",
                "address(street)|{\"address\":{\"street\":\"Oak \\\"1\\\"\"}}",
                "address(nothing)|{\"address\":{}}",
                "name(first)|{\"name\":\"Ada\"}",
                "a%2Cb%28c%29|{\"a,b(c)\":[1,{\"x\":2,\"y\":[{\"x\":3,\"z\":4}]}]}",
                "a%2Cb%28c%29(x)|{\"a,b(c)\":[1,{\"x\":2}]}",
                "a%2Cb%28c%29(y(z)),name|{\"name\":\"Ada\",\"a,b(c)\":[1,{\"y\":[{\"z\":4}]}]}"
            })
    void ofADocument(String fields, String expected) throws Exception {
        assertThat(document(fields)).isEqualTo(expected);
    }

    /** So do many clients send every parameter. */
    @Test
    void separatorsMayAllBeEncoded() throws Exception {
        assertThat(document("name%2Corders%28order_id%2Cproduct%28stock%29%29"))
                .isEqualTo(document("name,orders(order_id,product(stock))"));
        assertThat(document("name%2Ca%252Cb%2528c%2529")).isEqualTo(document("name,a%2Cb%28c%29"));
    }

    @Test
    void ofTheLengthAndTagAreThoseOfWhatIsSent() throws Exception {
        HttpResponse<String> some = api.get("/views/shop/2?fields=name");
        assertThat(header(some, "Content-Length")).isEqualTo("" + some.body().length());
        String tag = header(some, "ETag");
        String whole = header(api.get("/views/shop/2"), "ETag");
        assertThat(tag).isNotEqualTo(whole);
        shop.put("cities", "{\"city_id\":6,\"city\":\"Gouda\"}");
        assertThat(header(api.get("/views/shop/2"), "ETag")).isNotEqualTo(whole);
        assertThat(api.get("/views/shop/2?fields=name", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void ofAPageALookupAndSeveral() throws Exception {
        String item = "{\"key\":\"1\",\"document\":{\"orders\":[{\"order_id\":12},{\"order_id\":11}]}}";
        String other = "{\"key\":\"2\",\"document\":{\"orders\":[]}}";
        assertThat(api.get("/views/shop?fields=orders(order_id)").body())
                .isEqualTo("{\"items\":[" + item + "," + other + "]}");
        assertThat(api.get("/views/shop?name=Ada&fields=orders(order_id)").body())
                .isEqualTo("{\"items\":[" + item + "]}");
        assertThat(api.get("/views/shop?key=1&key=3&fields=orders(order_id)").body())
                .isEqualTo("{\"items\":[" + item + "],\"missing\":[\"3\"]}");
        assertThat(api.get("/views/shop?fields=orders(order_id)", "Accept", "application/x-ndjson")
                        .body())
                .isEqualTo(item + "\n" + other + "\n");
    }

    @Test
    void aCursorGoesWithAnyFields() throws Exception {
        HttpResponse<String> first = api.get("/views/shop?limit=1&fields=name,orders(order_id)");
        String next = json(first).path("next").asText();
        assertThat(header(first, "Link"))
                .isEqualTo("</views/shop?fields=name,orders(order_id)&limit=1&cursor=" + next + ">; rel=\"next\"");
        assertThat(api.get("/views/shop?limit=1&fields=name&cursor=" + next).body())
                .isEqualTo("{\"items\":[{\"key\":\"2\",\"document\":{\"name\":\"Bob\"}}]}");
    }

    @Test
    void whatWouldEndTheLinkIsEncoded() throws Exception {
        rows.put("users", "{\"user_id\":2}");
        assertThat(RawClient.get(api.server.port(), "/views/rows?limit=1&fields=name,a<b>\"c"))
                .contains("Link: </views/rows?fields=name,a%3Cb%3E%22c&limit=1&cursor=");
    }

    /** Which columns there are depends on the rows: one that is absent is not there. */
    @Test
    void aViewOfAllColumnsTakesAnyName() throws Exception {
        assertThat(api.get("/views/rows/1?fields=name,nothing").body()).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(api.get("/views/rows/1?fields=geo(lat,x(y))").body()).isEqualTo("{\"geo\":{\"lat\":1.50}}");
        assertThat(api.get("/views/rows/1?fields=nothing").body()).isEqualTo("{}");
    }

    @Test
    void anUnknownFieldIsNamedWithTheNearest() throws Exception {
        HttpResponse<String> response = api.get("/views/shop/1?fields=nmae");
        assertThat(problem(response)).isEqualTo("""
                        400 application/problem+json
                        /problems/unknown-field 400
                        Unknown field: There is no field `nmae` in the documents of shop: did you mean `name`?""");
        assertThat(json(response).path("fields").toString()).startsWith("[\"user_id\",\"name\",\"address\",");
        assertThat(json(response).path("field").asText()).isEqualTo("nmae");
        assertThat(problem(api.get("/views/shop/1?fields=zebra"))).contains("""
                        `zebra` in the documents of shop: the fields are `user_id`, `name`, `address`, `a,b(c)`, `order_count`,""");
        assertThat(problem(api.get("/views/shop/1?fields=orders(order_id,product(titel))")))
                .endsWith("""
                        There is no field `titel` in `product` of `orders` of the documents of shop: did you mean `title`?""");
        assertThat(problem(api.get("/views/shop/1?fields=by_status(paid)"))).endsWith("""
                        There is no field `paid` in `by_status` of the documents of shop: the fields are `order_id`, `total`""");
        assertThat(problem(api.get("/views/shop/1?fields=order_count(x)"))).endsWith("""
                        There is no field `x` in `order_count` of the documents of shop: it is a total, which has none.""");
        assertThat(problem(api.get("/views/shop/1?fields=user_id%2Cname,city"))).endsWith("""
                        `museums`, `orders`, `latest`, `latest_items`, `by_status`, `totals`, `products` What separates names is sent as it is: `,` and not `%2C`.""");
        assertThat(problem(api.get("/views/shop?fields=nmae"))).endsWith("did you mean `name`?");
        assertThat(problem(api.get("/views/shop?key=1&fields=nmae"))).endsWith("did you mean `name`?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|no name at character 1",
                "name,|no name at character 6",
                ",name|no name at character 1",
                "orders()|no name at character 8",
                "orders(order_id|a `(` that nothing closes",
                "orders(order_id))|a `)` that nothing opened",
                "name)|a `)` that nothing opened",
                "orders(order_id)(x)|a `)` that nothing opened",
                "orders(order_id(x)y)|something behind a `)`"
            })
    void badFieldsAreRefused(String fields, String came) throws Exception {
        assertThat(problem(api.get("/views/shop/1?fields=" + fields))).isEqualTo("""
                        400 application/problem+json
                        /problems/bad-fields 400
                        Bad fields: Expected `fields` to be names separated by commas, with those of their own members in parentheses, as in `fields=name,orders(order_id)`, but there is %s.""".formatted(came));
    }

    @Test
    void nestingIsBounded() throws Exception {
        String deep = "a(".repeat(100) + "a" + ")".repeat(100);
        assertThat(api.get("/views/rows/1?fields=" + deep).statusCode()).isEqualTo(200);
        assertThat(problem(api.get("/views/rows/1?fields=a(" + deep + ")")))
                .endsWith("but there is more than 100 parentheses within each other.");
        assertThat(api.get("/views/rows/1?fields=" + "a(".repeat(3000)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void fieldsAreGivenOnce() throws Exception {
        assertThat(problem(api.get("/views/shop/1?fields=name&fields=city")))
                .endsWith("The parameter `fields` is given more than once; give it once.");
    }
}
