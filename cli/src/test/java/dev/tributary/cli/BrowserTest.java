package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the shop, as Chromium shows them; pictures of them are left in {@code target/browser}. */
final class BrowserTest {
    private static final Path PICTURES = Path.of("target", "browser");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory = Path.of("");

    private static ChildJvm shop;
    private static Browser browser;
    private static String base = "";

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(directory.resolve("profile"));
        shop = ChildJvm.start(
                directory.resolve("tmp"), "dev", Cli.example("shop").toString(), "--port", "0", "--still");
        shop.awaitText("Ctrl-C ends it.");
        base = "http://127.0.0.1:" + shop.port();
    }

    @AfterAll
    static void stop() throws Exception {
        if (shop != null) {
            shop.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasWrongAndNothingCameFromElsewhere() {
        assertThat(browser.complaints).isEmpty();
        assertThat(browser.requests)
                .isNotEmpty()
                .allMatch(address -> address.startsWith(base) || address.startsWith("data:"));
    }

    @Test
    void theDocsShowEveryOperation() throws Exception {
        List<String> expected = new ArrayList<>();
        JSON.readTree(shop.get("/openapi.json").body())
                .path("paths")
                .fieldNames()
                .forEachRemaining(expected::add);
        browser.open(base + "/docs");
        browser.await("document.querySelectorAll('.opblock').length >= " + expected.size());
        List<String> shown = new ArrayList<>();
        browser.evaluate("[...document.querySelectorAll('.opblock-summary-path')].map(each => each.dataset.path)")
                .forEach(path -> shown.add(path.asText()));
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(expected)
                .contains("/views/customer-orders", "/views/customer-orders/{key}", "/views/last-orders");
        browser.photograph(PICTURES.resolve("docs.png"));
    }

    @Test
    void theDocsExecuteARequest() throws Exception {
        browser.open(base + "/docs");
        String path = "document.querySelector('.opblock-summary-path[data-path=\"/views/customer-orders/{key}\"]')";
        browser.await(path);
        browser.evaluate(path + ".click()");
        String block = path + ".closest('.opblock')";
        browser.await(block + ".querySelector('tr[data-param-name=\"key\"] input')");
        browser.evaluate("""
                (() => {
                  const input = %s.querySelector('tr[data-param-name="key"] input');
                  // as typing does it: React listens to the event, and reads the value behind its own back
                  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, '1');
                  input.dispatchEvent(new Event('input', {bubbles: true}));
                  // the page takes a value some time after the last key, or when the field is left
                  input.dispatchEvent(new FocusEvent('focusout', {bubbles: true}));
                })()""".formatted(block));
        browser.await(block + ".querySelector('.execute')");
        browser.evaluate(block + ".querySelector('.execute').click()");
        String answer = block + ".querySelector('.live-responses-table .response')";
        browser.await(answer);
        assertThat(browser.evaluate(answer + ".querySelector('.response-col_status').innerText")
                        .asText())
                .startsWith("200");
        assertThat(browser.evaluate(answer + ".innerText").asText())
                .contains("\"email\": \"ada@example.org\"")
                .contains("view-lag: 0;ms=0");
        assertThat(browser.requests).contains(base + "/views/customer-orders/1");
        browser.photograph(PICTURES.resolve("docs-executed.png"));
    }

    @Test
    void theTopologyPageDrawsItsGraphsAndSaysHowTheViewIsDoing() throws Exception {
        browser.open(base + "/topology/customer-orders");
        browser.await("document.querySelectorAll('pre.mermaid svg').length === 3");
        browser.await("document.getElementById('now')");
        assertThat(browser.evaluate("document.getElementById('now').innerText").asText())
                .isEqualTo("running: 5 documents, 0 records behind.");
        assertThat(browser.evaluate("document.querySelector('h1').innerText").asText())
                .isEqualTo("customer-orders");
        assertThat(browser.evaluate("document.querySelector('pre.mermaid').innerText")
                        .asText())
                .contains("order-service.orders", "many, at most 20")
                .doesNotContain("flowchart");
        browser.photograph(PICTURES.resolve("topology.png"));
    }

    @Test
    void theStartPageLeadsToPagesThatAreThere() throws Exception {
        browser.open(base + "/");
        JsonNode links = browser.evaluate("[...document.querySelectorAll('a')].map(each => each.getAttribute('href'))");
        List<String> addresses = new ArrayList<>();
        links.forEach(link -> addresses.add(link.asText()));
        assertThat(addresses).contains("/docs", "/views/product-sales?limit=10", "/topology/product-sales");
        for (String address : addresses) {
            HttpResponse<String> answer = shop.get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
        }
        browser.photograph(PICTURES.resolve("start.png"));
        browser.open(base + "/problems/building");
        assertThat(browser.evaluate("document.querySelector('h1').innerText").asText())
                .isEqualTo("View is being built");
        browser.photograph(PICTURES.resolve("problem.png"));
    }

    @Test
    void aMissingBrowserIsToldWithWhatToDo() throws Exception {
        browser.open(base + "/");
        assertThatThrownBy(() -> Browser.executable(Map.of("PATH", "/nowhere:/neither", "CHROMIUM", "/no/chromium")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("apt-get update && apt-get install -y chromium");
    }
}
