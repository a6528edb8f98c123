package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.codec.KeyText;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.OrderedStore;
import dev.tributary.topology.FoldStore;
import dev.tributary.topology.Topologies;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;

/** One view, alone: the row logs of its sources in, documents out. */
final class KeptView implements AutoCloseable {
    private final Plan plan;
    private final Set<String> sources;
    private final QuietDriver driver;

    KeptView(Model model, View view) {
        plan = Planner.plan(model, view);
        sources = plan.sources().stream().map(Source::name).collect(Collectors.toUnmodifiableSet());
        Topology topology = new Topology();
        Topologies.addView(topology, plan, QuietDriver.TOPICS);
        driver = new QuietDriver("view-" + view.name(), topology);
    }

    int keyParts() {
        return plan.keyParts();
    }

    /** Takes in a record of a source's row log, when the view has to do with that source. */
    void take(Source source, TestRecord<byte[], byte[]> row) {
        if (sources.contains(source.name())) {
            driver.pipe(QuietDriver.TOPICS.topic(Planner.rowLog(source)), row);
        }
    }

    Optional<JsonNode> document(byte[] key) {
        try (DocumentReader reader = reader()) {
            return read(reader, key);
        }
    }

    Map<String, JsonNode> documents() {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        try (DocumentReader reader = reader()) {
            for (byte[] key = reader.nextKey(null); key != null; key = reader.nextKey(key)) {
                documents.put(
                        KeyText.format(key, plan.keyParts()), read(reader, key).orElseThrow());
            }
        }
        return documents;
    }

    private DocumentReader reader() {
        String name = Topologies.storeName(plan.documents());
        if (driver.store(name) instanceof FoldStore store) {
            OrderedStore entries = store.entries();
            if (entries != null) {
                return plan.reader(entries);
            }
        }
        throw new IllegalStateException("the documents of " + plan.view().name() + " are not open");
    }

    private static Optional<JsonNode> read(DocumentReader reader, byte[] key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            return reader.write(key, out) ? Optional.of(ExactJson.parse(out.toByteArray())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
