package dev.tributary.oracle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A case: steps of events, and the documents expected after each. */
record CaseFile(List<Step> steps) {

    /**
     * A step.
     *
     * @param expect by view and key; null for a document that must not be there
     */
    record Step(List<Event> events, Map<String, Map<String, @Nullable Map<String, @Nullable Object>>> expect) {}

    static CaseFile read(Path path, ViewFile views) {
        List<Step> steps = new ArrayList<>();
        for (Object step : Yaml.list(Yaml.file(path).get("steps"), path.toString())) {
            Map<String, @Nullable Object> body = Yaml.map(step, path.toString());
            List<Event> events = new ArrayList<>();
            for (Object event : Yaml.list(body.get("events"), "events")) {
                Yaml.map(event, "event").forEach((name, value) -> events.add(event(name, value, views)));
            }
            steps.add(new Step(events, expect(body.get("expect"))));
        }
        return new CaseFile(steps);
    }

    private static Event event(String name, @Nullable Object value, ViewFile views) {
        if (!name.equals("delete")) {
            return Event.upsert(name, Yaml.map(value, name));
        }
        Map.Entry<String, @Nullable Object> deleted =
                Yaml.map(value, name).entrySet().iterator().next();
        List<?> parts = deleted.getValue() instanceof List<?> list ? list : List.of(String.valueOf(deleted.getValue()));
        List<String> columns = views.source(deleted.getKey()).key();
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            key.put(columns.get(i), parts.get(i));
        }
        return Event.delete(deleted.getKey(), key);
    }

    private static Map<String, Map<String, @Nullable Map<String, @Nullable Object>>> expect(@Nullable Object value) {
        Map<String, Map<String, @Nullable Map<String, @Nullable Object>>> expect = new LinkedHashMap<>();
        Yaml.mapOrEmpty(value, "expect").forEach((view, documents) -> {
            Map<String, @Nullable Map<String, @Nullable Object>> byKey = new LinkedHashMap<>();
            Yaml.map(documents, view)
                    .forEach((key, document) -> byKey.put(key, document == null ? null : Yaml.map(document, key)));
            expect.put(view, byKey);
        });
        return expect;
    }
}
