package dev.tributary.access;

/** What comes of a credential. */
public sealed interface Verdict {

    /** It is somebody's. */
    record Known(Caller caller) implements Verdict {}

    /**
     * It is nobody's, or no longer.
     *
     * @param why a sentence for who sent it; does not repeat it
     */
    record Refused(String why) implements Verdict {}

    /** The keys of the issuer cannot be had now. */
    record Undecided() implements Verdict {}
}
