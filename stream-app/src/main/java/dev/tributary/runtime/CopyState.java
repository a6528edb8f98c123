package dev.tributary.runtime;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far this instance's copy of a partition has come.
 *
 * @param position the offset of its log that it takes in next
 * @param end of the log, when it was last looked at; empty before
 * @param behind how far it is behind what the view's sources say now; empty while that is not known: before the log's end is, and
 *     while what is brought up from a log has not yet come to an end that it had since this instance looks
 */
public record CopyState(Role role, long position, OptionalLong end, Optional<Lag> behind) {

    /** What the copy is for. */
    public enum Role {
        /** It is kept current, as far as is known here. */
        ACTIVE,
        /** It follows the log, to take over. */
        STANDBY,
        /** It is brought up from its log. */
        RESTORING
    }
}
