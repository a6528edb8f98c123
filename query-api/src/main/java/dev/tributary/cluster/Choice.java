package dev.tributary.cluster;

/** Where a copy is read. */
public sealed interface Choice {
    /** Whether it is the one that is kept current, as far as is known. */
    boolean active();

    /** On this instance. */
    record Here(boolean active) implements Choice {}

    /** On another one. */
    record There(Peer peer, boolean active) implements Choice {}
}
