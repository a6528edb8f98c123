package dev.tributary.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
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

    /** As a record of a topology's driver. */
    TestRecord<byte[], byte[]> at(long timestampMs) {
        Headers kafka = new RecordHeaders();
        headers.forEach((name, content) -> kafka.add(name, content.getBytes(StandardCharsets.UTF_8)));
        return new TestRecord<>(key, value, kafka, timestampMs);
    }
}
