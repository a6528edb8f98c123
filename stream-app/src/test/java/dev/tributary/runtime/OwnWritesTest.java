package dev.tributary.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.topology.OwnWrites;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka Streams must not take for folded what a step wrote to its own log: a copy that became a standby passed over what lay before it. */
@Timeout(120)
class OwnWritesTest {
    private static final String TOPIC = "log";
    private static final long FOLDED = 1;

    @Test
    void anOwnWriteIsReportedWhereTheLogWasFoldedAndWrittenWithoutItsMark() throws Exception {
        try (SandboxKafka kafka = SandboxKafka.start();
                Topics topics = Topics.connect(kafka.bootstrapServers());
                Producer<byte[], byte[]> producer = new StreamsClients(new PassedMarks())
                        .getProducer(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            topics.create(TOPIC, 1);
            for (long offset = 0; offset < 5; offset++) {
                assertThat(reportedOffset(producer, record())).isEqualTo(offset);
            }
            ProducerRecord<byte[], byte[]> own = record();
            OwnWrites.mark(FOLDED).forEach(own.headers()::add);
            assertThat(reportedOffset(producer, own)).isEqualTo(FOLDED);

            List<ConsumerRecord<byte[], byte[]>> read =
                    Records.readAll(kafka.bootstrapServers(), TOPIC, Duration.ofSeconds(30));
            assertThat(read)
                    .hasSize(6)
                    .allSatisfy(each -> assertThat(each.headers()).isEmpty());
        }
    }

    private static ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>(TOPIC, "k".getBytes(UTF_8), "v".getBytes(UTF_8));
    }

    private static long reportedOffset(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record)
            throws Exception {
        CompletableFuture<Long> offset = new CompletableFuture<>();
        producer.send(record, (written, fault) -> offset.complete(fault == null ? written.offset() : -1))
                .get();
        return offset.get();
    }
}
