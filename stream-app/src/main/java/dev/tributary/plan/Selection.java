package dev.tributary.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which members of a JSON value are asked for. For an array it says so of each element; for what is no object it says nothing.
 *
 * @param members the members of the object, each with which of its own; none when the whole value is asked for
 * @param keyed whether the value is an object of such values, by keys that are no names
 */
public record Selection(Map<String, Selection> members, boolean keyed) {
    /** The whole value. */
    public static final Selection ALL = new Selection(Map.of(), false);

    public Selection {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public boolean isAll() {
        return members.isEmpty();
    }

    /** Whether a member is asked for, at least in part. */
    public boolean has(String name) {
        return isAll() || members.containsKey(name);
    }

    /** What of a member is asked for. */
    public Selection of(String name) {
        return isAll() ? ALL : Objects.requireNonNull(members.get(name), name);
    }

    /** Of a keyed one, what is asked of each value. */
    public Selection ofEach() {
        return new Selection(members, false);
    }
}
