package dev.tributary.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A record that could not be decoded. Its headers are its own and those that say where it was and what is wrong with it. */
public record DeadLetter(byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    public DeadLetter {
        headers = Map.copyOf(headers);
    }

    /** Those among what a topology has written. */
    static List<DeadLetter> in(Map<String, List<TestRecord<byte[], byte[]>>> written) {
        return written.getOrDefault(QuietDriver.TOPICS.deadLetters(), List.of()).stream()
                .map(DeadLetter::of)
                .toList();
    }

    private static DeadLetter of(TestRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new DeadLetter(record.key(), record.value(), headers);
    }
}
