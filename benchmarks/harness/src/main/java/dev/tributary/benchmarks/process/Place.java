package dev.tributary.benchmarks.process;

import java.nio.file.Path;

/**
 * Where a contender runs.
 *
 * @param directory its own; it exists
 * @param bootstrap of the broker
 * @param port where it has to listen
 */
public record Place(Path directory, String bootstrap, int port) {
    /** For what it keeps from start to start. */
    public Path state() {
        return directory.resolve("state");
    }
}
