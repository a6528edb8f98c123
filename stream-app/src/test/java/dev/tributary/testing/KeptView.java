package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.codec.RecordDecoders;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.store.OrderedStore;
import dev.tributary.topology.FoldStore;
import dev.tributary.topology.Topologies;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.List;
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
        Topologies.addView(topology, plan, RecordDecoders::of, QuietDriver.TOPICS);
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

    /** Takes in a record of events, when the view has to do with them; the dead letters that it led to. */
    List<DeadLetter> takeEvent(Source source, TestRecord<byte[], byte[]> event) {
        return sources.contains(source.name()) ? DeadLetter.in(driver.pipe(source.topic(), event)) : List.of();
    }

    Optional<JsonNode> document(byte[] key) {
        return Documents.document(plan, entries(), key);
    }

    Map<String, JsonNode> documents() {
        return Documents.all(plan, entries());
    }

    private OrderedStore entries() {
        String name = Topologies.storeName(plan.documents());
        if (driver.store(name) instanceof FoldStore store) {
            OrderedStore entries = store.entries();
            if (entries != null) {
                return entries;
            }
        }
        throw new IllegalStateException("the documents of " + plan.view().name() + " are not open");
    }

    @Override
    public void close() {
        driver.close();
    }
}
