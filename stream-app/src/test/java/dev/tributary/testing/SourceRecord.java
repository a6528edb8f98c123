package dev.tributary.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as a service writes it to a source's topic. */
public record SourceRecord(String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    public SourceRecord {
        headers = Map.copyOf(headers);
    }

    /** The record in another topic. */
    public SourceRecord in(String otherTopic) {
        return new SourceRecord(otherTopic, key, value, headers);
    }
}
