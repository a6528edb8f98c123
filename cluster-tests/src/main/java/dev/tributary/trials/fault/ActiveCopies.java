package dev.tributary.trials.fault;

import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.read.Connection;
import dev.tributary.trials.rows.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Tells when every partition has an active copy again. */
public final class ActiveCopies {
    private static final int OK = 200;
    private static final String ONLY_ACTIVE = "Consistency: active\r\n";

    private ActiveCopies() {}

    /** Waits until an instance answers from active copies alone. */
    public static void await(Instance asked, Duration atMost) {
        Patience.until("active copies of all partitions", atMost, () -> areThere(asked), asked::lastWords);
    }

    /**
     * Whether an instance answers from active copies alone; fails with what it answers otherwise. The smallest page is gathered
     * from all partitions: where all are busy, asking for many documents takes seconds.
     */
    static boolean areThere(Instance asked) throws IOException {
        try (Connection connection = new Connection(asked.port())) {
            for (String view : List.of(Shop.CUSTOMER_ORDERS, Shop.CATEGORIES)) {
                String path = "/views/" + view + "?limit=1";
                int status = connection.get(path, ONLY_ACTIVE).status();
                if (status != OK) {
                    throw new IOException(path + " is answered with " + status);
                }
            }
            return true;
        }
    }
}
