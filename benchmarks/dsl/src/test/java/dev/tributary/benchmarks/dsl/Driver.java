package dev.tributary.benchmarks.dsl;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;

/** A topology that runs at once. */
final class Driver implements AutoCloseable {
    private final Documents documents;
    private final TopologyTestDriver driver;

    Driver(Documents documents, Path directory) {
        this.documents = documents;
        Properties properties = new Properties();
        properties.putAll(new Setting("none:1", 1, directory.toString(), "test", 0, documents).streams());
        StreamsBuilder builder = new StreamsBuilder();
        documents.addTo(builder);
        driver = new TopologyTestDriver(builder.build(properties), properties);
    }

    void send(String topic, String key, String row) {
        driver.createInputTopic(topic, new StringSerializer(), new StringSerializer())
                .pipeInput(key, row);
    }

    /** A row is gone. */
    void delete(String topic, String key) {
        driver.<String, String>createInputTopic(topic, new StringSerializer(), new StringSerializer())
                .pipeInput(key, (String) null);
    }

    <T> T document(String key, Class<T> type) {
        return type.cast(
                driver.<String, Object>getKeyValueStore(documents.store()).get(key));
    }

    @Override
    public void close() {
        driver.close();
    }
}
