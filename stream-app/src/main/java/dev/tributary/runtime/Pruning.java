package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import dev.tributary.runtime.Superseded.Leftover;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes, once an hour, what was superseded long enough ago: until then the old definition can come back. Not thread-safe. */
final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final ServiceConfig config;
    private final KnownApplications known;
    private final BuiltMarks marks;
    private long dueMs = Long.MIN_VALUE;

    Pruning(ServiceConfig config, KnownApplications known, BuiltMarks marks) {
        this.config = config;
        this.known = known;
        this.marks = marks;
    }

    /** To be called now and then, when all is built that is running. */
    void look(Cluster cluster, List<String> running) {
        if (config.pruneAfterHours() == ServiceConfig.NEVER_PRUNE || Progress.clockMs() < dueMs) {
            return;
        }
        dueMs = Progress.clockMs() + EVERY.toMillis();
        Instant before = Instant.now().minus(Duration.ofHours(config.pruneAfterHours()));
        try {
            Superseded superseded = new Superseded(cluster, known, marks, running);
            superseded.leftovers().stream()
                    .filter(each -> !each.isRunning() && each.lastRun().isBefore(before))
                    .forEach(each -> remove(superseded, each));
        } catch (KafkaFailure | UncheckedIOException failure) {
            LOG.warn(
                    "What superseded applications have left is not removed; tried again in an hour: {}",
                    failure.getMessage());
        }
    }

    private static void remove(Superseded superseded, Leftover leftover) {
        superseded.remove(leftover);
        LOG.info(
                "Removed what {} has left, which was last run at {}: {} topics, its group and its local state",
                leftover.id(),
                leftover.lastRun(),
                leftover.topics().size());
    }
}
