package dev.tributary.testing;

/** Hears of each case file when it is done. */
@FunctionalInterface
public interface Reporter {
    /** Says nothing. */
    Reporter NONE = result -> {};

    void finished(CaseResult result);
}
