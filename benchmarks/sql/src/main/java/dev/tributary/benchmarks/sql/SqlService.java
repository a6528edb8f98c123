package dev.tributary.benchmarks.sql;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Tables that follow the topics, and a controller: {@code GET /customers/{id}}. */
public final class SqlService {
    private final CustomerQuery customers;

    private SqlService(CustomerQuery customers) {
        this.customers = customers;
    }

    /** Told by {@code BOOTSTRAP}, {@code PORT}, {@code STATE_DIR}, {@code APPLICATION_ID}, and {@code MARIADB}, where its programs are. */
    public static void main(String[] arguments) throws SQLException {
        Database database = Database.start(
                Path.of(value("MARIADB")), Path.of(value("STATE_DIR")).resolve("mariadb"));
        Changes changes =
                Changes.follow(value("BOOTSTRAP"), value("APPLICATION_ID"), Tables.create(database.connections()));
        SqlService service = new SqlService(new CustomerQuery(database.connections()));
        Javalin http = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/customers/{id}", service::get);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            http.stop();
            changes.close();
            database.close();
        }));
        http.start("127.0.0.1", Integer.parseInt(value("PORT")));
    }

    private static String value(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalArgumentException("Expected the environment to have " + name));
    }

    private void get(Context ctx) throws SQLException {
        long id = ctx.pathParamAsClass("id", Long.class).get();
        Optional<byte[]> customer = customers.ask(id);
        if (customer.isEmpty()) {
            ctx.status(404).json(Map.of("error", "no customer " + id));
        } else {
            ctx.contentType("application/json").result(customer.get());
        }
    }
}
