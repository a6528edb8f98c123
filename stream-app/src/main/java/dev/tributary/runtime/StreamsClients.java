package dev.tributary.runtime;

import dev.tributary.topology.OwnWrites;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's own clients, but for a producer that knows what a step writes to its own log, and a reader of logs that says what it has passed. */
final class StreamsClients implements KafkaClientSupplier {
    private final PassedMarks marks;

    /** @param marks told what is passed when logs are restored, and followed by standbys */
    StreamsClients(PassedMarks marks) {
        this.marks = marks;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new FoldProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        boolean transactional =
                IsolationLevel.READ_COMMITTED.toString().equals(config.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
        return transactional ? new LogReader(config, marks) : getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    /** Says what it has passed without a record. */
    private static final class LogReader extends KafkaConsumer<byte[], byte[]> {
        private final PassedMarks marks;

        LogReader(Map<String, Object> config, PassedMarks marks) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.marks = marks;
        }

        @Override
        public void seek(TopicPartition log, long offset) {
            super.seek(log, offset);
            marks.begin(log, offset);
        }

        @Override
        public void seekToBeginning(Collection<TopicPartition> logs) {
            super.seekToBeginning(logs);
            logs.forEach(marks::forget);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
            for (TopicPartition log : records.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> read = records.records(log);
                long behindLast = read.get(read.size() - 1).offset() + 1;
                OffsetAndMetadata at = next.get(log);
                marks.read(log, behindLast, at == null ? behindLast : at.offset());
            }
            for (TopicPartition log : assignment()) {
                if (records.records(log).isEmpty()) {
                    next(log).ifPresent(offset -> marks.readNothing(log, offset));
                }
            }
            return records;
        }

        private OptionalLong next(TopicPartition log) {
            try {
                return OptionalLong.of(position(log, Duration.ZERO));
            } catch (TimeoutException notYet) {
                return OptionalLong.empty();
            }
        }
    }

    /** Of what a step writes to its own log it says, instead of where that lies, up to where the log was folded. */
    private static final class FoldProducer extends KafkaProducer<byte[], byte[]> {
        FoldProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            OptionalLong folded = OwnWrites.takeMark(record);
            return super.send(
                    record,
                    folded.isEmpty()
                            ? callback
                            : (written, fault) -> callback.onCompletion(
                                    written == null ? null : at(folded.getAsLong(), written), fault));
        }

        private static RecordMetadata at(long offset, RecordMetadata written) {
            return new RecordMetadata(
                    new TopicPartition(written.topic(), written.partition()),
                    offset,
                    0,
                    written.timestamp(),
                    written.serializedKeySize(),
                    written.serializedValueSize());
        }
    }
}
