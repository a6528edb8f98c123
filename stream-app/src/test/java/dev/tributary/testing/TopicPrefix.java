package dev.tributary.testing;

import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets each case file have topics of its own on a broker that others use too. */
record TopicPrefix(String prefix) {

    /** The model with its sources in topics of this prefix. */
    Model model(Model model) {
        Map<String, Source> sources = new LinkedHashMap<>();
        model.sources().forEach((name, source) -> sources.put(name, source.withTopic(prefix + source.topic())));
        return new Model(sources, model.views(), model.viewRows());
    }

    /** The records in topics of this prefix. */
    List<SourceRecord> records(List<SourceRecord> records) {
        return records.stream()
                .map(record -> record.in(prefix + record.topic()))
                .toList();
    }
}
