package dev.tributary.sandbox.shop;

import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.RowEncoder;
import dev.tributary.sandbox.RowEncoders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders. It has no database of its own to write to: an order is written to the topic, and is in the orders table once
 * the sink has put it there. Any number of instances may run.
 */
public final class OrderService {
    private static final String TOPIC = "order-service.orders";
    private static final int USERS = 6;
    private static final int FIRST_PRODUCT = 101;
    private static final int PRODUCTS = 8;
    private static final int MOST_INSTANCES = 10;
    private static final BigDecimal PRICE = new BigDecimal("9.50");

    private final Records kafka = Records.connect(Setting.KAFKA.value());
    private final RowEncoder encoder = RowEncoders.of(
            "connect",
            List.of("order_id"),
            Map.of(
                    "order_id",
                    "int64",
                    "user_id",
                    "int64",
                    "product_id",
                    "int64",
                    "qty",
                    "int32",
                    "total_price",
                    "decimal(12,2)",
                    "created_at",
                    "timestamp_millis"));
    private final int instance = Integer.parseInt(Setting.INSTANCE.value());
    private @Nullable Map<String, @Nullable Object> last;

    private OrderService() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        OrderService service = new OrderService();
        Optional<String> first = Setting.ORDERS.given();
        if (first.isPresent()) {
            Files.readAllLines(Path.of(first.get())).forEach(line -> service.write(RowEncoders.row(line)));
        }
        Business.goOn(service::change);
    }

    /** An order is placed, then shipped, and now and then withdrawn. */
    private void change(Random random) {
        Map<String, @Nullable Object> known = last;
        last = null;
        if (known == null) {
            last = place(random);
        } else if (random.nextInt(PRODUCTS) == 0) {
            encoder.delete(known).forEach(this::send);
        } else {
            known.put("status", "shipped");
            write(known);
        }
    }

    private Map<String, @Nullable Object> place(Random random) {
        int qty = 1 + random.nextInt(3);
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("order_id", System.currentTimeMillis() * MOST_INSTANCES + instance);
        order.put("user_id", 1 + random.nextInt(USERS));
        order.put("product_id", FIRST_PRODUCT + random.nextInt(PRODUCTS));
        order.put("qty", qty);
        order.put("total_price", PRICE.multiply(BigDecimal.valueOf(qty)));
        order.put("status", "open");
        order.put("created_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        write(order);
        return order;
    }

    private void write(Map<String, @Nullable Object> order) {
        encoder.upsert(order).forEach(this::send);
    }

    private void send(RowEncoder.Encoded record) {
        kafka.send(TOPIC, record.key(), record.value());
    }
}
