package dev.tributary.testing;

import dev.tributary.codec.RecordDecoders;
import dev.tributary.plan.Planner;
import dev.tributary.topology.Topologies;
import dev.tributary.view.Source;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;

/** The ingestion of one source, alone: its topic in, its row log out. */
final class Ingest implements AutoCloseable {
    private final Source source;
    private final QuietDriver driver;

    Ingest(Source source) {
        this.source = source;
        Topology topology = new Topology();
        Topologies.addSource(topology, source, RecordDecoders::of, QuietDriver.TOPICS);
        driver = new QuietDriver("ingest-" + source.name(), topology);
    }

    Source source() {
        return source;
    }

    /** What a record came to. */
    record Ingested(List<TestRecord<byte[], byte[]>> rows, List<DeadLetter> deadLetters) {}

    Ingested ingest(SourceRecord record, long timestampMs) {
        Headers headers = new RecordHeaders();
        record.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        var written = driver.pipe(source.topic(), new TestRecord<>(record.key(), record.value(), headers, timestampMs));
        String rows = QuietDriver.TOPICS.topic(Planner.rowLog(source));
        return new Ingested(
                written.getOrDefault(rows, List.of()),
                written.getOrDefault(QuietDriver.TOPICS.deadLetters(), List.of()).stream()
                        .map(Ingest::deadLetter)
                        .toList());
    }

    private static DeadLetter deadLetter(TestRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new DeadLetter(record.key(), record.value(), headers);
    }

    @Override
    public void close() {
        driver.close();
    }
}
