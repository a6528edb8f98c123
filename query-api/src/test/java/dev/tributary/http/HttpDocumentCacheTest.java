package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole documents are read from the store once, until they change. That what comes is never out of date, {@link ReadersBesideAWriterTest} tests. */
final class HttpDocumentCacheTest {
    @TempDir
    Path directory;

    private TestApi api;
    private CountedView counted;

    @BeforeEach
    void start() throws IOException {
        start("limits: {document_cache: 1MB}");
    }

    private void start(String http) throws IOException {
        api = TestApi.configured(Files.createTempDirectory(directory, "stores"), http);
        counted = new CountedView(api.customers);
        api.serve("customers", counted);
        for (int id = 1; id <= 9; id++) {
            user(id, "Ada");
        }
    }

    private void user(int id, String name) {
        api.customers.put("users", "{\"user_id\":%d,\"name\":\"%s\"}".formatted(id, name));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> get(int id) throws Exception {
        HttpResponse<String> answer = api.get("/views/customers/" + id);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    @Test
    void theSameDocumentIsReadFromTheStoreOnce() throws Exception {
        api.customers.at(1_700_000_000_000L);
        user(3, "Grace");
        HttpResponse<String> first = get(3);
        HttpResponse<String> second = get(3);
        assertThat(second.body()).isEqualTo(first.body()).contains("Grace");
        for (String name : List.of("ETag", "Last-Modified", "View-Lag", "Served-By", "Content-Type", "Vary")) {
            assertThat(second.headers().allValues(name))
                    .as(name)
                    .hasSize(1)
                    .isEqualTo(first.headers().allValues(name));
        }
        assertThat(api.get("/views/customers/3", "If-None-Match", TestApi.header(first, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(counted.snapshots).hasValue(1);
    }

    @Test
    void whatChangesInADocumentIsReadAtOnce() throws Exception {
        assertThat(get(4).body()).contains("\"orders\":[]");
        api.customers.put("orders", "{\"order_id\":70,\"user_id\":4,\"rank\":1}");
        assertThat(get(4).body()).contains("\"orders\":[{\"order_id\":70,\"rank\":1}]");
        api.customers.delete("orders", "{\"order_id\":70}");
        assertThat(get(4).body()).contains("\"orders\":[]");
        api.customers.delete("users", "{\"user_id\":4}");
        assertThat(api.get("/views/customers/4").statusCode()).isEqualTo(404);
        user(4, "Grace");
        assertThat(get(4).body()).contains("Grace");
    }

    @Test
    void partsOfADocumentAreNotMistakenForAllOfIt() throws Exception {
        assertThat(api.get("/views/customers/5?fields=name").body()).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(get(5).body()).contains("user_id");
        assertThat(api.get("/views/customers/5?fields=name").body()).isEqualTo("{\"name\":\"Ada\"}");
    }

    @Test
    void documentsOfTheSameKeyInTwoViewsAreTwo() throws Exception {
        TestView other = ShopView.of(directory);
        ShopView.fill(other);
        api.serve("shop", other);
        assertThat(get(1).body()).doesNotContain("museums");
        assertThat(api.get("/views/shop/1").body()).contains("museums");
        assertThat(get(1).body()).doesNotContain("museums");
        other.close();
    }

    @Test
    void whatIsLargeOrMuchIsNotKept() throws Exception {
        user(1, "n".repeat(Body.WHOLE_BYTES));
        get(1);
        get(1);
        assertThat(counted.snapshots).hasValue(2);
        for (int id = 100; id < 140; id++) {
            user(id, "n".repeat(Body.WHOLE_BYTES / 2));
            get(id);
        }
        counted.snapshots.set(0);
        for (int id = 100; id < 140; id++) {
            get(id);
        }
        assertThat(counted.snapshots.get())
                .as("forty documents of 32 KB are more than 1 MB")
                .isBetween(8, 40);
    }

    @Test
    void nothingIsKeptWhenItIsSwitchedOff() throws Exception {
        stop();
        start("limits: {document_cache: 0MB}");
        get(6);
        get(6);
        assertThat(counted.snapshots).hasValue(2);
    }
}
