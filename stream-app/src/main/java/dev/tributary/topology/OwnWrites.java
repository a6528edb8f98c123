package dev.tributary.topology;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Marks what a step writes to the log that it folds itself. Kafka Streams takes the offset of such a record for folded as soon as it
 * is acknowledged, and would read on behind it when the copy becomes a standby: see docs/decisions/0005. So the record carries, as
 * far as the producer, up to where the log was folded when it was written.
 */
public final class OwnWrites {
    private static final String FOLDED = "tributary-folded";

    private OwnWrites() {}

    /** The mark, for a log of which all records up to the offset are folded. */
    public static Headers mark(long foldedTo) {
        return new RecordHeaders()
                .add(FOLDED, ByteBuffer.allocate(Long.BYTES).putLong(foldedTo).array());
    }

    /** Takes the mark off, so that it is not sent: up to where the log was folded; empty when the record has none. */
    public static OptionalLong takeMark(ProducerRecord<byte[], byte[]> record) {
        Header mark = record.headers().lastHeader(FOLDED);
        if (mark == null) {
            return OptionalLong.empty();
        }
        record.headers().remove(FOLDED);
        return OptionalLong.of(ByteBuffer.wrap(mark.value()).getLong());
    }
}
