package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.runtime.ViewStatus;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpDocumentTest extends ApiTest {
    private static final String ADA =
            "{\"user_id\":1,\"name\":\"Ada\",\"orders\":[{\"order_id\":11,\"rank\":5},{\"order_id\":10,\"rank\":2}]}";

    @BeforeEach
    void fill() {
        api.customers.put("users", "{\"user_id\":1,\"name\":\"Ada\"}");
        api.customers.put("orders", "{\"order_id\":10,\"user_id\":1,\"rank\":2}");
        api.customers.put("orders", "{\"order_id\":11,\"user_id\":1,\"rank\":5}");
    }

    @Test
    void aDocumentIsSentWithItsFreshness() throws Exception {
        api.customers.status = new ViewStatus(ViewStatus.State.RUNNING, "", 1, 1, 12, 340);
        HttpResponse<String> response = api.get("/views/customers/1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ADA);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Content-Length")).isEqualTo("" + ADA.length());
        assertThat(header(response, "View-Lag")).isEqualTo("12;ms=340");
        assertThat(header(response, "Served-By")).isEqualTo("active");
        assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
        assertThat(header(response, "ETag")).matches("\"[0-9a-f]{16}\"");
    }

    @Test
    void theLengthCountsBytes() throws Exception {
        api.customers.put("users", "{\"user_id\":2,\"name\":\"Zoë 🙂\"}");
        HttpResponse<String> response = api.get("/views/customers/2");
        assertThat(response.body()).isEqualTo("{\"user_id\":2,\"name\":\"Zoë 🙂\",\"orders\":[]}");
        assertThat(header(response, "Content-Length"))
                .isEqualTo("" + response.body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void headHasTheHeadersOfGet() throws Exception {
        HttpResponse<String> get = api.get("/views/customers/1");
        HttpResponse<String> head = api.send("HEAD", "/views/customers/1");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "View-Lag", "Served-By"}) {
            assertThat(header(head, name)).as(name).isNotEmpty().isEqualTo(header(get, name));
        }
        assertThat(api.send("HEAD", "/views/customers/2").statusCode()).isEqualTo(404);
    }

    @Test
    void aMissingDocumentIsToldApartFromAMissingView() throws Exception {
        HttpResponse<String> response = api.get("/views/customers/7");
        assertThat(problem(response)).isEqualTo("""
                        404 application/problem+json
                        /problems/no-such-document 404
                        No such document: The view customers has no document of the key 7.""");
        assertThat(header(response, "View-Lag")).isEqualTo("0;ms=0");
        assertThat(header(response, "Served-By")).isEqualTo("active");
        assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
        assertThat(TestApi.json(response).path("instance").asText()).isEqualTo("/views/customers/7");
    }

    @Test
    void aDeletedDocumentIsMissing() throws Exception {
        api.customers.delete("users", "{\"user_id\":1}");
        assertThat(api.get("/views/customers/1").statusCode()).isEqualTo(404);
    }

    @Test
    void aTagChangesWithTheDocumentOnly() throws Exception {
        String before = header(api.get("/views/customers/1"), "ETag");
        assertThat(header(api.get("/views/customers/1"), "ETag")).isEqualTo(before);
        api.customers.put("orders", "{\"order_id\":10,\"user_id\":1,\"rank\":3}");
        assertThat(header(api.get("/views/customers/1"), "ETag")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TAG|304",
                "W/TAG|304",
                "\"a\", W/\"b,c\" ,TAG|304",
                "*|304",
                "\"other\"|200",
                "\"x,TAG\"|200",
                "garbage|200"
            })
    void aDocumentTheClientHasIsNotSentAgain(String condition, int status) throws Exception {
        String tag = header(api.get("/views/customers/1"), "ETag");
        HttpResponse<String> response = api.get("/views/customers/1", "If-None-Match", condition.replace("TAG", tag));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "ETag")).isEqualTo(tag);
        assertThat(response.body()).isEqualTo(status == 304 ? "" : ADA);
        assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void severalConditionHeadersAreOneList() throws Exception {
        String tag = header(api.get("/views/customers/1"), "ETag");
        HttpResponse<String> response = api.get("/views/customers/1", "If-None-Match", "\"a\"", "If-None-Match", tag);
        assertThat(response.statusCode()).isEqualTo(304);
    }

    /** It is read twice: for its tag and length, then to be sent. */
    @Test
    void aLargeDocumentHasAllThatASmallOneHas() throws Exception {
        api.customers.put("users", "{\"user_id\":3,\"name\":\"" + "x".repeat(3 * Body.WHOLE_BYTES) + "\"}");
        HttpResponse<String> response = api.get("/views/customers/3");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestApi.json(response).path("name").asText()).hasSize(3 * Body.WHOLE_BYTES);
        assertThat(header(response, "Content-Length"))
                .isEqualTo("" + response.body().length());
        String tag = header(response, "ETag");
        assertThat(tag).matches("\"[0-9a-f]{16}\"");
        HttpResponse<String> known = api.get("/views/customers/3", "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        HttpResponse<String> head = api.send("HEAD", "/views/customers/3");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "ETag") + header(head, "Content-Length"))
                .isEqualTo(tag + header(response, "Content-Length"));
        api.customers.put("orders", "{\"order_id\":10,\"user_id\":3,\"rank\":2}");
        assertThat(header(api.get("/views/customers/3"), "ETag")).isNotEqualTo(tag);
    }

    @Test
    void theTagDoesNotDependOnTheSizeAtWhichADocumentIsLarge() throws Exception {
        int rest = "{\"user_id\":3,\"name\":\"\",\"orders\":[]}".length();
        for (int size = Body.WHOLE_BYTES - 1; size <= Body.WHOLE_BYTES + 1; size++) {
            api.customers.put("users", "{\"user_id\":3,\"name\":\"" + "x".repeat(size - rest) + "\"}");
            HttpResponse<String> response = api.get("/views/customers/3");
            assertThat(header(response, "Content-Length")).isEqualTo("" + size);
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            assertThat(header(response, "ETag")).isEqualTo(EntityTags.of(body, body.length));
        }
    }

    // ---------------------------------------------------------------------------------------- Last-Modified

    @Test
    void aDocumentSaysWhenItChanged() throws Exception {
        api.customers.at(Instant.parse("2024-05-14T08:31:07.999Z").toEpochMilli());
        api.customers.put("orders", "{\"order_id\":10,\"user_id\":1,\"rank\":3}");
        assertThat(header(api.get("/views/customers/1"), "Last-Modified")).isEqualTo("Tue, 14 May 2024 08:31:07 GMT");
        assertThat(header(api.send("HEAD", "/views/customers/1"), "Last-Modified"))
                .isEqualTo("Tue, 14 May 2024 08:31:07 GMT");
        api.customers.at(Instant.parse("2024-05-15T08:31:07Z").toEpochMilli());
        api.customers.delete("orders", "{\"order_id\":11}");
        assertThat(header(api.get("/views/customers/1"), "Last-Modified")).isEqualTo("Wed, 15 May 2024 08:31:07 GMT");
        assertThat(header(api.get("/views/customers/9"), "Last-Modified")).isEmpty();
    }

    /** The clock of whoever produced the row may be ahead: no answer is from the future. */
    @Test
    void noDocumentChangedLaterThanNow() throws Exception {
        api.customers.at(Instant.now().plusSeconds(86_400).toEpochMilli());
        api.customers.put("users", "{\"user_id\":1,\"name\":\"Ida\"}");
        HttpResponse<String> response = api.get("/views/customers/1");
        ZonedDateTime told =
                ZonedDateTime.parse(header(response, "Last-Modified"), DateTimeFormatter.RFC_1123_DATE_TIME);
        ZonedDateTime date = ZonedDateTime.parse(header(response, "Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(told).isBeforeOrEqualTo(date.plusSeconds(1));
    }

    /** A document may change twice within one second: only its tag tells. */
    @Test
    void aConditionByTimeIsNotAnswered() throws Exception {
        api.customers.at(1_700_000_000_000L);
        api.customers.put("orders", "{\"order_id\":11,\"user_id\":1,\"rank\":6}");
        HttpResponse<String> response =
                api.get("/views/customers/1", "If-Modified-Since", "Fri, 31 Dec 2100 00:00:00 GMT");
        assertThat(header(response, "Last-Modified")).isEqualTo("Tue, 14 Nov 2023 22:13:20 GMT");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ADA.replace("5", "6"));
    }

    @Test
    void aNumberAndItsTextAreOneKey() throws Exception {
        assertThat(api.get("/views/customers/1").body()).isEqualTo(ADA);
        assertThat(api.get("/views/customers/%31").body()).isEqualTo(ADA);
        assertThat(api.get("/views/customers/%221%22").body()).isEqualTo(ADA);
        assertThat(api.get("/views/%63ustomers/1").body()).isEqualTo(ADA);
    }

    @Test
    void aParameterThatADocumentDoesNotHaveIsRefused() throws Exception {
        assertThat(problem(api.get("/views/customers/1?limit=3"))).isEqualTo("""
                        400 application/problem+json
                        /problems/unknown-parameter 400
                        Unknown parameter: There is no parameter `limit` here: the parameters are `fields`, `timeout`""");
    }
}
