package dev.tributary.runtime;

import dev.tributary.config.HostPort;
import dev.tributary.runtime.Placement.Copy;
import dev.tributary.runtime.Placement.Partition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Reads the placement of a view's store out of what Kafka Streams knows of its clients.
 *
 * @param topic the log of the store
 * @param here where this instance says it is
 */
record Placements(String topic, int partitions, Optional<HostPort> here, LocalCopies copies, Progress progress) {

    Placement of(Collection<StreamsMetadata> clients) {
        Set<HostPort> instances = new HashSet<>();
        clients.forEach(client -> address(client).ifPresent(instances::add));
        List<Partition> all = new ArrayList<>();
        for (int number = 0; number < partitions; number++) {
            all.add(partition(number, clients));
        }
        return new Placement(instances, all);
    }

    private Partition partition(int number, Collection<StreamsMetadata> clients) {
        TopicPartition log = new TopicPartition(topic, number);
        Optional<Copy> active = clients.stream()
                .filter(client -> client.topicPartitions().contains(log))
                .findFirst()
                .map(client -> new Copy(address(client), behindOfActive(log, isHere(client))));
        List<Copy> standbys = clients.stream()
                .filter(client -> client.standbyTopicPartitions().contains(log))
                .map(client -> new Copy(address(client), behindOfStandby(log, isHere(client))))
                .toList();
        return new Partition(number, active, standbys);
    }

    /** The group's commit tells it of any instance. */
    private OptionalLong behindOfActive(TopicPartition log, boolean isHere) {
        OptionalLong restoring = isHere ? copies.leftToRestore(log) : OptionalLong.empty();
        return restoring.isPresent() ? restoring : progress.behind(log);
    }

    private OptionalLong behindOfStandby(TopicPartition log, boolean isHere) {
        OptionalLong at = isHere ? copies.standbyAt(log) : OptionalLong.empty();
        return at.isPresent() ? progress.behind(log, at.getAsLong()) : OptionalLong.empty();
    }

    private boolean isHere(StreamsMetadata client) {
        return here.isPresent() && here.equals(address(client));
    }

    private static Optional<HostPort> address(StreamsMetadata client) {
        return client.hostInfo().equals(HostInfo.unavailable())
                ? Optional.empty()
                : Optional.of(new HostPort(client.host(), client.port()));
    }
}
