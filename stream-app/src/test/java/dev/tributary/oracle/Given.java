package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Views and rows in the notation of view files, and what comes of them. */
final class Given {
    private final ViewFile file;
    private final Rows rows;

    private Given(ViewFile file) {
        this.file = file;
        this.rows = new Rows(file);
    }

    static Given views(String text) {
        return new Given(ViewFile.ofText(text));
    }

    /** Each {@code source: {column: value}}. */
    Given rows(String... upserts) {
        for (String upsert : upserts) {
            Yaml.map(Yaml.text(upsert), upsert)
                    .forEach((source, row) -> rows.apply(Event.upsert(source, Yaml.map(row, source))));
        }
        return this;
    }

    /** An event that is the next of its partition. */
    Given event(int partition, String event) {
        Yaml.map(Yaml.text(event), event)
                .forEach((source, row) -> rows.apply(Event.upsert(source, Yaml.map(row, source)), partition));
        return this;
    }

    /** Takes back a row: {@code source: {key column: value}}. */
    Given without(String key) {
        Yaml.map(Yaml.text(key), key).forEach((source, row) -> rows.apply(Event.delete(source, Yaml.map(row, source))));
        return this;
    }

    Map<String, Map<String, Map<String, @Nullable Object>>> documents() {
        return new Oracle(file).evaluate(rows);
    }

    /** Asserts all documents of a view, by key; numbers with their scale. */
    Given shows(String view, String documents) {
        assertThat(documents().get(view)).as(view).isEqualTo(Yaml.text(documents));
        return this;
    }

    /** The keys of the documents that a lookup finds. */
    List<String> keys(String view, String values) {
        return new Oracle(file).keys(view, Yaml.map(Yaml.text(values), values), rows);
    }
}
