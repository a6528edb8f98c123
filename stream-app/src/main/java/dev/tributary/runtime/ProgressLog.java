package dev.tributary.runtime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log now and then how far the views have come that are being built or restored. Used by one thread. */
final class ProgressLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final long SAY_EVERY_MS = 5_000;

    /** When something was last said of a view that is not done; what is done soon is not worth a line. */
    private final Map<String, Long> saidAtMs = new HashMap<>();

    void note(String view, ViewStatus status, long nowMs) {
        boolean underWay = status.state() == ViewStatus.State.BUILDING || status.state() == ViewStatus.State.RESTORING;
        if (!underWay) {
            saidAtMs.remove(view);
            return;
        }
        long last = saidAtMs.computeIfAbsent(view, first -> nowMs);
        if (nowMs - last >= SAY_EVERY_MS) {
            saidAtMs.put(view, nowMs);
            LOG.info("View {} {}", view, line(status));
        }
    }

    static String line(ViewStatus status) {
        String state = status.state().name().toLowerCase(Locale.ROOT);
        return "is " + state + ": " + (int) (100 * status.progress()) + " %, " + status.detail();
    }
}
