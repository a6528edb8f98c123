package dev.tributary.query;

import dev.tributary.plan.Log;

/** Knows through whom the copies of a view are read, for one request. */
public interface Routes {
    /**
     * Through whom a partition of one of the view's stores is read; for copies of the same instance the same.
     *
     * @throws CopyAway when there is no copy of it that could be read now
     */
    Part part(Log log, int partition);
}
