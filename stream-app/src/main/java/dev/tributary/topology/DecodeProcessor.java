package dev.tributary.topology;

import dev.tributary.codec.Change;
import dev.tributary.codec.Message;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes a source's records into its row log; what cannot be decoded goes to the dead letters, and the next one is read. */
final class DecodeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(DecodeProcessor.class);

    private final String source;
    private final RecordDecoder decoder;
    private final String rows;
    private final String deadLetters;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /**
     * @param rows the sink of the row log
     * @param deadLetters the sink of the dead letters
     */
    DecodeProcessor(String source, RecordDecoder decoder, String rows, String deadLetters) {
        this.source = source;
        this.decoder = decoder;
        this.rows = rows;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        List<Version> version = List.of(new Version(record.timestamp(), from.partition(), from.offset()));
        for (Change change : decoder.decode(record.key(), record.value())) {
            if (change instanceof Change.Upsert upsert) {
                forward(upsert.key(), Message.put(version, new byte[][] {upsert.row()}), record);
            } else if (change instanceof Change.Delete delete) {
                forward(delete.key(), Message.gone(version), record);
            } else if (change instanceof Change.Invalid invalid) {
                bury(record, from, invalid.reason());
            }
        }
    }

    private void forward(byte[] key, Message message, Record<byte[], byte[]> record) {
        context().forward(new Record<>(key, message.encode(), record.timestamp()), rows);
    }

    private void bury(Record<byte[], byte[]> record, RecordMetadata from, String reason) {
        LOG.warn("{}[{}]@{} went to the dead letters: {}", from.topic(), from.partition(), from.offset(), reason);
        Headers headers = new RecordHeaders(record.headers());
        add(headers, "source", source);
        add(headers, "topic", from.topic());
        add(headers, "partition", Integer.toString(from.partition()));
        add(headers, "offset", Long.toString(from.offset()));
        add(headers, "reason", reason);
        context().forward(new Record<>(record.key(), record.value(), record.timestamp(), headers), deadLetters);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("tributary." + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private ProcessorContext<byte[], byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("the decoder of " + source + " is not initialised");
        }
        return context;
    }
}
