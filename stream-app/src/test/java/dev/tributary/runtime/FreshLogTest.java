package dev.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tributary.config.ServiceConfig;
import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.SandboxKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log could be written before the leaders of its partitions knew that they lead. They refused the first batch of a producer, took the
 * second, and from then on the first was out of sequence for them: the producer tried it until it gave up.
 */
class FreshLogTest {
    private static final int LOGS = 40;
    private static final int RECORDS = 2_000;

    @TempDir
    Path directory;

    @Test
    void recordsAreTakenAsSoonAsTheirLogWasCreated() {
        try (SandboxKafka kafka = SandboxKafka.start();
                Cluster cluster = new Cluster(ServiceConfig.local("fresh", directory, kafka.bootstrapServers()))) {
            for (int log = 0; log < LOGS; log++) {
                String name = "fresh-" + log;
                cluster.createLogs(List.of(name));
                try (Records records = Records.connect(kafka.bootstrapServers())) {
                    assertThatCode(() -> records.sendAll(many(name))).doesNotThrowAnyException();
                }
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> many(String log) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] text = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            records.add(Records.record(log, text, text, Map.of()));
        }
        return records;
    }
}
