package dev.tributary.benchmarks.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.sandbox.database.MariaDb;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/** A MariaDB of its own, and the connections to it. Thread-safe. */
final class Database implements AutoCloseable {
    /** As the documentation advises for a server that has its machine for itself, and whose rows can be had again from Kafka. */
    private static final List<String> OPTIONS = List.of(
            // all tables fit
            "--innodb-buffer-pool-size=512M",
            // written at each commit, and synchronised once a second, as Kafka does not at all
            "--innodb-flush-log-at-trx-commit=2",
            // nobody reads it
            "--skip-log-bin",
            // a document of a hundred thousand orders
            "--group-concat-max-len=64M",
            "--max-allowed-packet=64M",
            // below the data: a path as long as the benchmarks' may be is no address of a socket
            "--socket=mariadb.sock");

    /** Of one processor: "connections = ((core_count * 2) + effective_spindle_count)". */
    private static final int CONNECTIONS = 3;

    private final MariaDb server;
    private final HikariDataSource connections;

    private Database(MariaDb server) {
        this.server = server;
        server.execute("CREATE DATABASE IF NOT EXISTS shop");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:mariadb://127.0.0.1:" + server.port()
                + "/shop?useServerPrepStmts=true&cachePrepStmts=true&useBulkStmts=true");
        config.setUsername(MariaDb.ROOT);
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        connections = new HikariDataSource(config);
    }

    /** Starts it with the data that is in a folder, or with none. */
    static Database start(Path programs, Path directory) {
        MariaDb server = MariaDb.startKept(programs, directory, OPTIONS);
        try {
            return new Database(server);
        } catch (RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    DataSource connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
        server.close();
    }
}
