package dev.tributary.query;

import java.util.Optional;

/** A copy cannot be read where it was looked for, or not any more. It may be found again, here or elsewhere. Has no stack trace. */
public final class CopyAway extends RuntimeException {
    private final boolean late;
    private final transient Optional<Copy> copy;

    private CopyAway(String message, boolean late, Optional<Copy> copy) {
        super(message, null, false, false);
        this.late = late;
        this.copy = copy;
    }

    /**
     * Which copy.
     *
     * @param log the name of its store's log
     */
    public record Copy(String log, int partition) {}

    /** It is not where it was looked for. */
    public static CopyAway notThere(String message) {
        return new CopyAway(message, false, Optional.empty());
    }

    /** That one is not where it was looked for. */
    public static CopyAway notThere(String message, Copy copy) {
        return new CopyAway(message, false, Optional.of(copy));
    }

    /** Who has it does not answer in time. */
    public static CopyAway late(String message) {
        return new CopyAway(message, true, Optional.empty());
    }

    /** Whether time ran out. */
    public boolean isLate() {
        return late;
    }

    /** Which copy it is; empty when all of an instance are meant. */
    public Optional<Copy> copy() {
        return copy;
    }
}
