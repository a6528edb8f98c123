package dev.tributary.topology;

import dev.tributary.codec.Change;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.Version;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Decodes a source's records; what cannot be decoded goes to the dead letters, and the next one is read. */
abstract class SourceProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final RecordDecoder decoder;
    private final @Nullable DeadLetters deadLetters;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private long timestamp;

    /** @param deadLetters null when they are written by whoever else reads the source */
    SourceProcessor(RecordDecoder decoder, @Nullable DeadLetters deadLetters) {
        this.decoder = decoder;
        this.deadLetters = deadLetters;
    }

    @Override
    public final void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
    }

    @Override
    public final void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        timestamp = record.timestamp();
        List<Change> changes = decoder.decode(record.key(), record.value(), headers(record));
        for (int number = 0; number < changes.size(); number++) {
            if (changes.get(number) instanceof Change.Invalid invalid) {
                bury(record, invalid);
            } else {
                accept(changes.get(number), new Version(timestamp, from.partition(), from.offset()), number);
            }
        }
    }

    private void bury(Record<byte[], byte[]> record, Change.Invalid invalid) {
        if (deadLetters != null) {
            deadLetters.bury(context(), record, invalid);
        }
    }

    private static RecordDecoder.Headers headers(Record<byte[], byte[]> record) {
        return name -> {
            Header last = record.headers().lastHeader(name);
            return last == null ? null : last.value();
        };
    }

    /**
     * Takes a change that could be decoded.
     *
     * @param place of its record
     * @param number of the change in its record, from 0
     */
    abstract void accept(Change change, Version place, int number);

    /** Sends to a sink, with the time of the record that is processed. */
    final void forward(byte[] key, byte @Nullable [] value, String sink) {
        context().forward(new Record<>(key, value, timestamp), sink);
    }

    final ProcessorContext<byte[], byte[]> context() {
        if (context == null) {
            throw new IllegalStateException(this + " is not initialised");
        }
        return context;
    }
}
