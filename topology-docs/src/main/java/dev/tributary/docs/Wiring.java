package dev.tributary.docs;

import dev.tributary.codec.RecordDecoder;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.topology.Topics;
import dev.tributary.topology.Topologies;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * A view's plan, and the topologies that run it as Kafka Streams itself describes them: what is drawn and listed is what
 * runs.
 *
 * @param ingestion one topology per source: two sources may read the same topic, which one topology cannot
 */
record Wiring(Plan plan, Topics topics, TopologyDescription view, List<TopologyDescription> ingestion) {

    static Wiring of(Model model, View view) {
        Plan plan = Planner.plan(model, view);
        Topics topics = new PlaceholderTopics(plan);
        Topology topology = new Topology();
        Topologies.addView(topology, plan, each -> neverRun(), topics);
        List<TopologyDescription> ingestion = plan.sources().stream()
                .filter(source -> source.kind() == Source.Kind.ROWS)
                .map(source -> ingestion(source, topics))
                .toList();
        return new Wiring(plan, topics, topology.describe(), ingestion);
    }

    private static TopologyDescription ingestion(Source source, Topics topics) {
        Topology topology = new Topology();
        Topologies.addSource(topology, source, each -> neverRun(), topics);
        return topology.describe();
    }

    private static RecordDecoder neverRun() {
        return (key, value, headers) -> {
            throw new UnsupportedOperationException("a topology that is only described decodes nothing");
        };
    }

    /** The topics of other services. */
    Predicate<String> isSourceTopic() {
        return topic ->
                plan.sources().stream().anyMatch(source -> source.topic().equals(topic));
    }

    /** Every topic that is written here, or read and not a source's. */
    Set<String> internalTopics() {
        Set<String> internal = new TreeSet<>();
        nodes().forEach(node -> {
            if (node instanceof TopologyDescription.Source source) {
                source.topicSet().stream().filter(isSourceTopic().negate()).forEach(internal::add);
            } else if (node instanceof TopologyDescription.Sink sink) {
                internal.add(sink.topic());
            }
        });
        return internal;
    }

    Set<String> stores() {
        Set<String> stores = new TreeSet<>();
        nodes().forEach(node -> {
            if (node instanceof TopologyDescription.Processor processor) {
                stores.addAll(processor.stores());
            }
        });
        return stores;
    }

    private Stream<TopologyDescription.Node> nodes() {
        return Stream.concat(Stream.of(view), ingestion.stream())
                .flatMap(each -> each.subtopologies().stream())
                .flatMap(each -> each.nodes().stream());
    }
}
