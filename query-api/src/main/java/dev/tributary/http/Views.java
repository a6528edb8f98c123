package dev.tributary.http;

import dev.tributary.access.Caller;
import dev.tributary.runtime.ViewReads;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The views that are served, by name. Asked for anew with each request. */
record Views(Supplier<Map<String, ViewReads>> source) {

    Map<String, ViewReads> all() {
        return source.get();
    }

    /** Those that somebody may read. */
    Views readableBy(Caller caller) {
        return new Views(() -> {
            Map<String, ViewReads> readable = new LinkedHashMap<>(all());
            readable.keySet().removeIf(name -> !caller.mayRead(name));
            return readable;
        });
    }

    ViewReads named(String name) {
        Map<String, ViewReads> views = all();
        ViewReads view = views.get(name);
        if (view == null) {
            throw new Refusal(Problems.noSuchView(name, views.keySet()));
        }
        return view;
    }
}
