package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked and however it ends, no snapshot and no cursor of a store is left open. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class HttpReadersTest extends SharedApiTest {
    private CountedView counted;

    @BeforeAll
    void fill() {
        counted = new CountedView(shop);
        api.serve("shop", counted);
        for (int id = 2; id <= 60; id++) {
            shop.put("users", "{\"user_id\":" + id + ",\"name\":\"" + "n".repeat(200_000) + "\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/views/shop",
                "/views/shop?limit=1&fields=orders(order_id)",
                "/views/shop?name=Ada",
                "/views/shop?name=Nobody",
                "/views/shop?key=1&key=2&key=nobody",
                "/views/shop/1",
                "/views/shop/2",
                "/views/shop/nobody",
                "/views/shop/1?fields=nothing",
                "/views/shop/1/orders",
                "/views/shop/1/orders?limit=1",
                "/views/shop/1/products",
                "/views/shop/nobody/orders",
                "/views/shop/1/name",
                "/views/shop?cursor=x"
            })
    void nothingIsLeftOpen(String path) throws Exception {
        for (String accept : new String[] {"application/json", "application/x-ndjson", "image/png"}) {
            api.get(path, "Accept", accept);
            api.send("HEAD", path, "Accept", accept);
            api.getBytes(path, "Accept", accept, "Accept-Encoding", "gzip", "If-None-Match", "*");
        }
        awaitNothingOpen();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void norWhenTheClientBreaksOff(String accept) throws Exception {
        for (int i = 0; i < 5; i++) {
            try (SlowClient client = new SlowClient(api.server.port(), "/views/shop?limit=1000", "Accept: " + accept)) {
                client.read(2_000 * i);
                client.breakOff();
            }
        }
        assertThat(counted.snapshots.get()).isPositive();
        awaitNothingOpen();
    }

    @Test
    void norWhenAReadFails() throws Exception {
        CountedView broken = new CountedView(new BrokenView(shop, 1));
        api.serve("broken", broken);
        for (String path : new String[] {"/views/broken", "/views/broken/2", "/views/broken?name=Ada"}) {
            assertThat(api.get(path).statusCode()).as(path).isEqualTo(500);
        }
        assertThat(broken.snapshots.get()).isPositive();
        assertThat(broken.openSnapshots).hasValue(0);
        assertThat(broken.openCursors).hasValue(0);
    }

    /** The answer may reach the client before the server has cleaned up. */
    private void awaitNothingOpen() throws InterruptedException {
        while (counted.openSnapshots.get() > 0 || counted.openCursors.get() > 0) {
            Thread.sleep(10);
        }
        assertThat(counted.openSnapshots).hasValue(0);
        assertThat(counted.openCursors).hasValue(0);
    }
}
