package dev.tributary.runtime;

import dev.tributary.topology.OwnWrites;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's own clients, but for a producer that knows what a step writes to its own log. */
final class StreamsClients implements KafkaClientSupplier {
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
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
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
