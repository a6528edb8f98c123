package dev.tributary.http;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server over views of its own for each test. */
abstract class ApiTest {
    @TempDir
    Path directory;

    TestApi api;

    @BeforeEach
    final void startServer() {
        api = new TestApi(directory);
    }

    @AfterEach
    final void stopServer() {
        api.close();
    }
}
