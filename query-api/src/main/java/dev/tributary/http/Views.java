package dev.tributary.http;

import dev.tributary.access.Caller;
import dev.tributary.runtime.ViewReads;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The views that are served, by name. Asked for anew with each request. */
record Views(Supplier<Map<String, ViewReads>> source, Predicate<String> isReadable) {

    Views(Supplier<Map<String, ViewReads>> source) {
        this(source, any -> true);
    }

    Map<String, ViewReads> all() {
        Map<String, ViewReads> readable = new LinkedHashMap<>(source.get());
        readable.keySet().removeIf(isReadable.negate());
        return readable;
    }

    /** Those that somebody may read. */
    Views readableBy(Caller caller) {
        return new Views(source, caller::mayRead);
    }

    boolean has(String name) {
        return isReadable.test(name) && source.get().containsKey(name);
    }

    ViewReads named(String name) {
        ViewReads view = source.get().get(name);
        if (view == null || !isReadable.test(name)) {
            throw new Refusal(Problems.noSuchView(name, all().keySet()));
        }
        return view;
    }
}
