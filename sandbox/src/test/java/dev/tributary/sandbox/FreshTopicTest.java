package dev.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * A broker that leads a new partition may not know it yet when it is asked. A producer whose first batch it refused, and whose
 * second one it took, then failed for as long as it tried: the first one was out of sequence.
 */
class FreshTopicTest {
    private static final int TOPICS = 40;
    private static final int PARTITIONS = 8;
    private static final int RECORDS = 2_000;

    @Test
    void recordsAreTakenAsSoonAsTheirTopicWasCreated() {
        try (SandboxKafka kafka = SandboxKafka.start();
                Topics topics = Topics.connect(kafka.bootstrapServers())) {
            for (int topic = 0; topic < TOPICS; topic++) {
                String name = "fresh-" + topic;
                topics.create(name, PARTITIONS);
                try (Records records = Records.connect(kafka.bootstrapServers())) {
                    assertThatCode(() -> records.sendAll(many(name))).doesNotThrowAnyException();
                }
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> many(String topic) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] text = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            records.add(Records.record(topic, text, text, Map.of()));
        }
        return records;
    }
}
