package dev.tributary.http;

import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.KeyText;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several documents by their keys. */
final class HttpSeveralTest extends ApiTest {
    @BeforeEach
    void fill() {
        for (int id = 1; id <= 3; id++) {
            api.customers.put("users", "{\"user_id\":" + id + "}");
        }
        api.shelves.put("stock", "{\"shop\":\"a,b\",\"item\":2}");
    }

    private static String item(int id) {
        return "{\"key\":\"%d\",\"document\":{\"user_id\":%d,\"name\":null,\"orders\":[]}}".formatted(id, id);
    }

    @Test
    void comeInTheOrderAsked() throws Exception {
        assertThat(api.get("/views/customers?key=3&key=1&key=3").body())
                .isEqualTo("{\"items\":[" + item(3) + "," + item(1) + "],\"missing\":[]}");
    }

    @Test
    void thoseThatAreNotThereAreMissing() throws Exception {
        assertThat(api.get("/views/customers?key=%229%22&key=2&key=Ada").body())
                .isEqualTo("{\"items\":[" + item(2) + "],\"missing\":[\"\\\"9\\\"\",\"Ada\"]}");
        assertThat(api.get("/views/customers?key=9").body()).isEqualTo("{\"items\":[],\"missing\":[\"9\"]}");
    }

    /** A key is written as in an answer, and encoded as a parameter once more. */
    @Test
    void compositeKeysAreTheTextOfAnswers() throws Exception {
        String expected =
                "{\"items\":[{\"key\":\"a%2Cb,2\",\"document\":{\"shop\":\"a,b\",\"item\":2}}],\"missing\":[]}";
        assertThat(api.get("/views/shelves?key=a%252Cb,2").body()).isEqualTo(expected);
        assertThat(api.get("/views/shelves?key=a%252Cb%2C2").body()).isEqualTo(expected);
        assertThat(problem(api.get("/views/shelves?key=1"))).isEqualTo("""
                        400 application/problem+json
                        /problems/bad-key 400
                        Bad key: Expected a key of 2 parts, separated by commas, but got 1: 1""");
    }

    @Test
    void noOtherParameterGoesWithThem() throws Exception {
        assertThat(problem(api.get("/views/customers?key=1&limit=2"))).isEqualTo("""
                        400 application/problem+json
                        /problems/bad-parameter 400
                        Bad parameter: Expected no other parameters than `fields` and `timeout` beside `key`, but came `limit`.""");
        String keys = IntStream.rangeClosed(0, 1000).mapToObj(i -> "key=" + i).collect(Collectors.joining("&"));
        assertThat(problem(api.get("/views/customers?" + keys)))
                .endsWith("Bad parameter: Expected at most 1000 keys, but came 1001.");
    }

    @Test
    void onlyTheirPartitionsAreNeeded() throws Exception {
        byte[] one = KeyText.parse("1", 1);
        for (int partition = 0; partition < TestApi.PARTITIONS; partition++) {
            if (partition != api.customers.partitionOf(one)) {
                api.customers.replaceCopy(partition, null);
            }
        }
        assertThat(api.get("/views/customers?key=1").statusCode()).isEqualTo(200);
        HttpResponse<String> away = api.get("/views/customers?key=1&key=2&key=3&key=4&key=5");
        assertThat(away.statusCode()).isEqualTo(503);
    }
}
