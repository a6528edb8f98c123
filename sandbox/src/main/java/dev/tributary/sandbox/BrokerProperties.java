package dev.tributary.sandbox;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The properties of a broker that is also its own controller, small enough to idle beside the service. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String BROKER_LISTENER = "PLAINTEXT";

    private BrokerProperties() {}

    static Map<String, String> of(Path directory, int brokerPort, int controllerPort, Map<String, String> extra) {
        Map<String, String> all = new LinkedHashMap<>();
        all.putAll(node(directory, brokerPort, controllerPort));
        all.putAll(singleReplica());
        all.putAll(small());
        all.putAll(extra);
        return all;
    }

    private static Map<String, String> node(Path directory, int brokerPort, int controllerPort) {
        String broker = BROKER_LISTENER + "://" + Ports.HOST + ":" + brokerPort;
        String controller = CONTROLLER_LISTENER + "://" + Ports.HOST + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + Ports.HOST + ":" + controllerPort,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                BROKER_LISTENER,
                "listeners",
                broker + "," + controller,
                "advertised.listeners",
                broker,
                "log.dirs",
                directory.toString());
    }

    /** Kafka's own topics default to three replicas, and there is one broker. */
    private static Map<String, String> singleReplica() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    private static Map<String, String> small() {
        return Map.of(
                "auto.create.topics.enable", "false",
                // else a restart on the same data waits until the stopped broker's session has timed out, ten seconds
                "controlled.shutdown.enable", "true",
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "log.cleaner.dedupe.buffer.size", "2097152",
                // what is tried out on Monday is still there in two weeks
                "log.retention.ms", "-1",
                "num.network.threads", "2",
                "num.io.threads", "4");
    }
}
