package dev.tributary.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What came of a case file.
 *
 * @param failures of its first step that failed; empty when all passed
 */
public record CaseResult(Path file, Duration time, List<String> failures) {
    public CaseResult {
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
