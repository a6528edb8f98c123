package dev.tributary.runtime;

/**
 * How a view is doing on this instance.
 *
 * @param detail a sentence for people: what it is waiting for, or what went wrong; empty when all is well
 * @param progress of building or restoring, 0 to 1; 1 when running
 * @param documents in the local copies
 * @param lagRecords how many records of its logs are still to be processed
 * @param lagMs for how long the oldest of them has waited; 0 when there is none
 */
public record ViewStatus(State state, String detail, double progress, long documents, long lagRecords, long lagMs) {

    /** What a reader can expect. */
    public enum State {
        /** Connecting, creating topics, joining the group. */
        STARTING,
        /** Has not yet reached the ends that its topics had when it was first started: no document is shown. */
        BUILDING,
        /** Has been built; a copy is being brought up from its log. */
        RESTORING,
        RUNNING,
        /** Stopped by an error; the detail says which. */
        FAILED
    }
}
