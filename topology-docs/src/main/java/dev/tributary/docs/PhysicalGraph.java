package dev.tributary.docs;

import dev.tributary.docs.Mermaid.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/**
 * Draws topologies as Kafka Streams describes them. Source and sink nodes are arrows, labelled with their names: as boxes
 * they would double the graph and say no more.
 */
final class PhysicalGraph {
    private final Mermaid chart = new Mermaid();
    private final Predicate<String> isSourceTopic;
    private final Function<Subtopology, String> title;

    private PhysicalGraph(Predicate<String> isSourceTopic, Function<Subtopology, String> title) {
        this.isSourceTopic = isSourceTopic;
        this.title = title;
    }

    static String draw(
            List<TopologyDescription> topologies,
            Predicate<String> isSourceTopic,
            Function<Subtopology, String> title) {
        PhysicalGraph graph = new PhysicalGraph(isSourceTopic, title);
        List<Subtopology> parts = topologies.stream()
                .flatMap(topology -> topology.subtopologies().stream().sorted(Comparator.comparingInt(Subtopology::id)))
                .toList();
        parts.forEach(graph::nodes);
        parts.forEach(part -> sorted(part).forEach(graph::topics));
        parts.forEach(part -> sorted(part).forEach(graph::arrows));
        return graph.chart.block();
    }

    private static List<Node> sorted(Subtopology part) {
        return part.nodes().stream().sorted(Comparator.comparing(Node::name)).toList();
    }

    private void nodes(Subtopology part) {
        chart.beginSubgraph(title.apply(part));
        for (Node node : sorted(part)) {
            if (node instanceof Processor processor) {
                chart.node("processor " + node.name(), Shape.BOX, node.name());
                processor.stores().stream()
                        .sorted()
                        .forEach(store -> chart.node("store " + store, Shape.CYLINDER, store));
            }
        }
        chart.endSubgraph();
    }

    private void topics(Node node) {
        if (node instanceof Source source) {
            source.topicSet().stream().sorted().forEach(this::topic);
        } else if (node instanceof Sink sink) {
            topic(sink.topic());
        }
    }

    private void topic(String topic) {
        chart.node("topic " + topic, isSourceTopic.test(topic) ? Shape.FRAMED : Shape.STADIUM, topic);
    }

    private void arrows(Node node) {
        if (node instanceof Source source) {
            source.topicSet().stream()
                    .sorted()
                    .forEach(topic -> successors(source)
                            .forEach(next -> chart.arrow("topic " + topic, "processor " + next.name(), source.name())));
        } else if (node instanceof Processor processor) {
            processor.stores().stream()
                    .sorted()
                    .forEach(store -> chart.link("processor " + node.name(), "store " + store));
            successors(processor).forEach(next -> arrow(processor, next));
        }
    }

    private void arrow(Processor from, Node to) {
        String processor = "processor " + from.name();
        if (!(to instanceof Sink sink)) {
            chart.arrow(processor, "processor " + to.name());
        } else if (reads(from, sink.topic())) {
            chart.dottedArrow(processor, "topic " + sink.topic(), sink.name());
        } else {
            chart.arrow(processor, "topic " + sink.topic(), sink.name());
        }
    }

    private static boolean reads(Processor processor, String topic) {
        return processor.predecessors().stream()
                .anyMatch(node ->
                        node instanceof Source source && source.topicSet().contains(topic));
    }

    private static List<Node> successors(Node node) {
        return node.successors().stream()
                .sorted(Comparator.comparing(Node::name))
                .toList();
    }
}
