package dev.tributary.topology;

import dev.tributary.codec.Change;
import dev.tributary.codec.Drafts;
import dev.tributary.codec.Message;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.Version;
import dev.tributary.view.Source;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Decodes a source's records into its row log; what cannot be decoded goes to the dead letters, and the next one is read. */
final class DecodeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final String source;
    private final boolean isVersioned;
    private final RecordDecoder decoder;
    private final String rows;
    private final DeadLetters deadLetters;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /**
     * @param rows the sink of the row log
     * @param deadLetters the sink of the dead letters
     */
    DecodeProcessor(Source source, RecordDecoder decoder, String rows, String deadLetters) {
        this.source = source.name();
        this.isVersioned = source.version().isPresent();
        this.decoder = decoder;
        this.rows = rows;
        this.deadLetters = new DeadLetters(source.name(), deadLetters);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        Version place = new Version(record.timestamp(), from.partition(), from.offset());
        for (Change change : decoder.decode(record.key(), record.value(), headers(record))) {
            if (change instanceof Change.Upsert upsert) {
                forward(upsert.key(), message(upsert, place), record);
            } else if (change instanceof Change.Delete delete) {
                forward(delete.key(), message(delete, place), record);
            } else if (change instanceof Change.Truncate) {
                forward(Drafts.truncationKey(), Message.put(List.of(place), new byte[0][]), record);
            } else if (change instanceof Change.Invalid invalid) {
                deadLetters.bury(context(), record, invalid.reason());
            }
        }
    }

    static RecordDecoder.Headers headers(Record<byte[], byte[]> record) {
        return name -> {
            Header last = record.headers().lastHeader(name);
            return last == null ? null : last.value();
        };
    }

    private Message message(Change.Upsert upsert, Version place) {
        Version version = place.withDeclared(upsert.declared());
        boolean unversioned = isVersioned && upsert.declared().length == 0;
        return unversioned || !upsert.missing().isEmpty()
                ? Drafts.put(version, upsert.row(), upsert.missing(), unversioned)
                : Message.put(List.of(version), new byte[][] {upsert.row()});
    }

    private Message message(Change.Delete delete, Version place) {
        Version version = place.withDeclared(delete.declared());
        boolean unversioned = isVersioned && delete.declared().length == 0;
        return unversioned ? Drafts.gone(version) : Message.gone(List.of(version));
    }

    private void forward(byte[] key, Message message, Record<byte[], byte[]> record) {
        context().forward(new Record<>(key, message.encode(), record.timestamp()), rows);
    }

    private ProcessorContext<byte[], byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("the decoder of " + source + " is not initialised");
        }
        return context;
    }
}
