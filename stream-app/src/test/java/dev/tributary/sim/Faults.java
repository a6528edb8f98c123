package dev.tributary.sim;

/**
 * What goes wrong in a run, as chances per tick; and what is broken on purpose, to see that it is found.
 *
 * @param crash a task dies, and a suffix of what it had not flushed, per partition, is lost
 * @param zombie a task is paused, replaced, and writes on later
 * @param compaction a log is compacted up to where everybody has committed
 */
record Faults(double crash, double zombie, double compaction, Broken broken) {
    static final Faults NONE = new Faults(0, 0, 0, Broken.NOTHING);
    static final Faults MANY = new Faults(0.02, 0.01, 0.05, Broken.NOTHING);
    static final Faults HARSH = new Faults(0.08, 0.02, 0.05, Broken.NOTHING);

    Faults with(Broken newBroken) {
        return new Faults(crash, zombie, compaction, newBroken);
    }

    /** What is wrong with the engine. */
    enum Broken {
        NOTHING,
        DELETE_LOST,
        TOTAL_DOUBLED_ON_REPLAY,
        TIES_IN_WRONG_ORDER,
        LOOKUP_STALE,
        RE_PARENTING_DROPPED,
        NULL_TREATED_AS_ZERO,
        LIMIT_BEFORE_ORDER,
        TOMBSTONE_SWALLOWED,
        // rules of the engine that are left out: only what happens at a bad moment shows it
        PLACE_FORGOTTEN_BEFORE_COMMIT,
        VERSION_COMPARE_LEFT_OUT,
        MARKER_DROPPED_AT_ONCE,
        EQUAL_NOT_SAID_AGAIN
    }
}
