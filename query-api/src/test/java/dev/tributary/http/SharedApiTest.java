package dev.tributary.http;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server over views that all tests of a class share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedApiTest {
    TestApi api;
    TestView shop;
    TestView rows;

    @BeforeAll
    final void startServer(@TempDir Path directory) {
        api = new TestApi(directory);
        shop = ShopView.of(directory);
        rows = ShopView.rows(directory);
        api.serve("shop", shop);
        api.serve("rows", rows);
        ShopView.fill(shop);
    }

    @AfterAll
    final void stopServer() {
        api.close();
        shop.close();
        rows.close();
    }
}
