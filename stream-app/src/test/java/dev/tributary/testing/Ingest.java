package dev.tributary.testing;

import dev.tributary.codec.RecordDecoders;
import dev.tributary.plan.Planner;
import dev.tributary.topology.Topologies;
import dev.tributary.view.Source;
import java.util.List;
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
        var written = driver.pipe(source.topic(), record.at(timestampMs));
        String rows = QuietDriver.TOPICS.topic(Planner.rowLog(source));
        return new Ingested(written.getOrDefault(rows, List.of()), DeadLetter.in(written));
    }

    @Override
    public void close() {
        driver.close();
    }
}
