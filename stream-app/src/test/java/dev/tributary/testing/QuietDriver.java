package dev.tributary.testing;

import dev.tributary.plan.Log;
import dev.tributary.topology.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.test.TestRecord;

/** A topology that is quiet again after each record, with a state directory of its own that goes when it closes. */
final class QuietDriver implements AutoCloseable {
    /** No source is called so: the names of the logs of ours cannot be those of a file's topics. */
    static final Topics TOPICS = new Topics() {
        @Override
        public String topic(Log log) {
            return "tributary-test-log-" + log.name();
        }

        @Override
        public String deadLetters() {
            return "tributary-test-dead-letters";
        }
    };

    private final TemporaryDirectory state = TemporaryDirectory.create();
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new LinkedHashMap<>();
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new LinkedHashMap<>();

    QuietDriver(String name, Topology topology) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-" + name);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        driver = start(topology, properties);
    }

    private TopologyTestDriver start(Topology topology, Properties properties) {
        try {
            return new TopologyTestDriver(topology, properties);
        } catch (RuntimeException | Error e) {
            state.close();
            throw e;
        }
    }

    /** What the topology has written, by topic, once all that follows from the record is done. */
    Map<String, List<TestRecord<byte[], byte[]>>> pipe(String topic, TestRecord<byte[], byte[]> record) {
        inputs.computeIfAbsent(
                        topic,
                        name -> driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(record);
        return drained();
    }

    /** Nothing is left behind in the driver, which would keep it all. */
    private Map<String, List<TestRecord<byte[], byte[]>>> drained() {
        Map<String, List<TestRecord<byte[], byte[]>>> written = new LinkedHashMap<>();
        for (String topic : driver.producedTopicNames()) {
            TestOutputTopic<byte[], byte[]> output = outputs.computeIfAbsent(
                    topic,
                    name -> driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
            written.put(topic, output.readRecordsToList());
        }
        return written;
    }

    StateStore store(String name) {
        return driver.getStateStore(name);
    }

    @Override
    public void close() {
        try {
            driver.close();
        } finally {
            state.close();
        }
    }
}
