package dev.tributary.trials.read;

import dev.tributary.trials.rows.RowId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one answer shows: which version of which rows, how stale that is, and what is wrong with it. Not thread-safe. */
public final class Seen {
    private final long startNs;
    private final long endNs;
    private final long lagMs;
    private final Map<String, Long> versions = new LinkedHashMap<>();
    private @Nullable String wrong;
    private long staleNs;
    private String stalest = "";

    /**
     * Of an answer.
     *
     * @param startNs when it was asked for
     * @param endNs when it had come
     * @param lagMs how stale it says that it may be
     */
    public Seen(long startNs, long endNs, long lagMs) {
        this.startNs = startNs;
        this.endNs = endNs;
        this.lagMs = lagMs;
    }

    public long startNs() {
        return startNs;
    }

    public long endNs() {
        return endNs;
    }

    public long lagMs() {
        return lagMs;
    }

    /** A row is shown in a version; at one place of a document it must not go back. */
    void shown(String place, RowId id, long version) {
        versions.put(place + id, version);
    }

    /** It shows what has been out of date since then. */
    void stale(long sinceNs, String what) {
        if (startNs - sinceNs > staleNs) {
            staleNs = startNs - sinceNs;
            stalest = what;
        }
    }

    /** Only the first thing is kept. */
    void wrong(String what) {
        if (wrong == null) {
            wrong = what;
        }
    }

    /** The versions by place and row. */
    public Map<String, Long> versions() {
        return versions;
    }

    /** For how long the stalest row has been out of date; 0 when none is. */
    public long staleNs() {
        return staleNs;
    }

    /** What is stalest. */
    public String stalest() {
        return stalest;
    }

    /** What can never have been right; null when nothing is. */
    public @Nullable String wrong() {
        return wrong;
    }
}
