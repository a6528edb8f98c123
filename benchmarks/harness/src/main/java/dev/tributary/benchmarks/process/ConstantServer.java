package dev.tributary.benchmarks.process;

import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import io.javalin.Javalin;
import java.nio.charset.StandardCharsets;

/** The HTTP server that Tributary and the plain rival use, with nothing behind it: a document of ten orders, always the same. */
public final class ConstantServer {
    private ConstantServer() {}

    public static void main(String[] arguments) {
        byte[] document = new ShopLedger(Shop.even(20, 20, 200)).document(2).getBytes(StandardCharsets.UTF_8);
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get(
                            "/customers/{id}",
                            ctx -> ctx.contentType("application/json").result(document));
                })
                .start("127.0.0.1", Integer.parseInt(System.getenv("PORT")));
    }
}
