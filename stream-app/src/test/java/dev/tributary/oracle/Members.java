package dev.tributary.oracle;

import dev.tributary.oracle.Expression.Scope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object in the making: its members as they are shown, and as expressions see them. */
final class Members implements Scope {
    private final Way way;
    private final Map<String, @Nullable Object> named = new HashMap<>();
    private Map<String, @Nullable Object> shown = new LinkedHashMap<>();

    Members(Way way) {
        this.way = way;
    }

    /** The object of a row all of whose columns are shown. */
    static Members allOf(Way way) {
        Members members = new Members(way);
        members.shown = way.end().columns().values();
        return members;
    }

    Way way() {
        return way;
    }

    Map<String, @Nullable Object> shown() {
        return shown;
    }

    void put(String name, @Nullable Object value) {
        put(name, value, value);
    }

    void put(String name, @Nullable Object value, @Nullable Object inExpressions) {
        shown.put(name, value);
        named.put(name, inExpressions);
    }

    void putAll(Members other) {
        shown.putAll(other.shown);
        named.putAll(other.named);
    }

    /** A member declared so far, else a row passed on the way, else a column. */
    @Override
    public @Nullable Object value(String name) {
        return named.containsKey(name) ? named.get(name) : way.named(name);
    }
}
