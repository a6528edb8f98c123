package dev.tributary.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a record that could not be written. One that is larger than the producer or the topic's broker takes goes to
 * the dead letters, and the next one is written; what was written of its key before stays. Anything else is a failure.
 * Made by Kafka Streams.
 */
public final class OversizedRecords extends DefaultProductionExceptionHandler {
    /** The setting that holds the {@link OutgoingDeadLetters}. */
    static final String DEAD_LETTERS = "tributary.dead.letters";

    private static final Logger LOG = LoggerFactory.getLogger(OversizedRecords.class);

    private @Nullable OutgoingDeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        deadLetters = (OutgoingDeadLetters) configs.get(DEAD_LETTERS);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (!(exception instanceof RecordTooLargeException)) {
            return super.handleError(context, record, exception);
        }
        int bytes = length(record.key()) + length(record.value());
        String reason = "a record of " + bytes + " bytes is larger than " + record.topic() + " takes: "
                + exception.getMessage();
        LOG.warn("What was to be written went to the dead letters: {}", reason);
        Objects.requireNonNull(deadLetters, DEAD_LETTERS).bury(record, reason);
        return Response.resume();
    }

    private static int length(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }
}
