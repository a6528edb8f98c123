package dev.tributary.topology;

import dev.tributary.codec.Change.Invalid;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where records of a source go that cannot be decoded, with the reason and their place in headers.
 *
 * @param sink the name of the node
 */
record DeadLetters(String source, String sink, Observer observer) {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    void bury(ProcessorContext<byte[], byte[]> context, Record<byte[], byte[]> record, Invalid invalid) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        LOG.warn(
                "{}[{}]@{} went to the dead letters: {}",
                from.topic(),
                from.partition(),
                from.offset(),
                invalid.reason());
        Headers headers = new RecordHeaders(record.headers());
        add(headers, "source", source);
        add(headers, "topic", from.topic());
        add(headers, "partition", Integer.toString(from.partition()));
        add(headers, "offset", Long.toString(from.offset()));
        add(headers, "reason", invalid.reason());
        context.forward(new Record<>(record.key(), record.value(), record.timestamp(), headers), sink);
        observer.buried(source, invalid.kind().word());
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("tributary." + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
