package dev.tributary.trials.trial;

import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.read.Connection;
import dev.tributary.trials.rows.Shop;
import java.io.IOException;
import java.time.Duration;

/** Tells when every partition has an active copy again. */
final class ActiveCopies {
    /** Enough that some are in every partition. */
    private static final int CUSTOMERS = 40;

    private static final String ONLY_ACTIVE = "Consistency: active\r\n";

    private ActiveCopies() {}

    /** Waits until an instance answers from active copies alone. */
    static void await(Instance asked, Duration atMost) {
        try (Connection connection = new Connection(asked.port())) {
            Patience.until("active copies of all partitions", atMost, () -> areThere(connection), asked::lastWords);
        }
    }

    private static boolean areThere(Connection connection) throws IOException {
        for (int i = 0; i < CUSTOMERS; i++) {
            String path = i < Shop.CATEGORY_NAMES
                    ? "/views/" + Shop.CATEGORIES + "/category-" + i
                    : "/views/" + Shop.CUSTOMER_ORDERS + "/" + i;
            int status = connection.get(path, ONLY_ACTIVE).status();
            if (status != 200 && status != 404) {
                throw new IOException(path + " is answered with " + status);
            }
        }
        return true;
    }
}
