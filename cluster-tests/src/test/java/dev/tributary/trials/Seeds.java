package dev.tributary.trials;

import java.nio.file.Path;

/** What the trials of the build have in common. */
final class Seeds {
    /** Of all trials of one run; {@code -Dtrial.seed=…} repeats what they did. */
    static final long SEED = Long.getLong("trial.seed", System.nanoTime() % 1_000_000);

    private Seeds() {}

    /** Where a trial writes. */
    static Path directory(String name) {
        return Path.of("target", "trials", name).toAbsolutePath();
    }
}
