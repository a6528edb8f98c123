package dev.tributary.trials.fault;

/** What can be done to a cluster. */
public enum FaultKind {
    /** {@code kill -9} of an instance, which is started again. */
    KILL,
    /** A stop in order, and a start with the same state. */
    RESTART,
    /** An instance stands still for longer than its session, and goes on. */
    PAUSE,
    /** {@code kill -9} of a broker that is not the active controller. */
    KILL_BROKER,
    /** {@code kill -9} of the broker that is the active controller. */
    KILL_CONTROLLER,
    /** The disk of an instance takes no more, and later has room again. */
    FULL_DISK,
    /** An instance is killed and loses its state. */
    LOST_STATE,
    /** Records that nobody can read, in every source. */
    POISON,
    /** One more instance; later the oldest one leaves. */
    JOIN;

    boolean needsBrokers() {
        return this == KILL_BROKER || this == KILL_CONTROLLER;
    }
}
