package dev.tributary.testing;

import dev.tributary.config.ServiceConfig;
import dev.tributary.runtime.Service;
import dev.tributary.sandbox.Topics;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Runs cases on a real Kafka, by a service as it is deployed. Each case file has topics and a service of its own. */
public final class KafkaDriver implements Driver {
    private static final int SOURCE_PARTITIONS = 3;
    private static final int LOG_PARTITIONS = 2;
    private static final int THREADS = 2;

    private final String bootstrapServers;

    public KafkaDriver(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public Session open(Model model) {
        String name = "case-" + UUID.randomUUID();
        TopicPrefix prefix = new TopicPrefix(name + ".");
        Model renamed = prefix.model(model);
        try (Topics topics = Topics.connect(bootstrapServers)) {
            Map<String, Integer> partitions = new LinkedHashMap<>();
            renamed.sources()
                    .values()
                    .forEach(source -> partitions.merge(source.topic(), partitions(source), Math::min));
            partitions.forEach(topics::create);
        }
        TemporaryDirectory state = TemporaryDirectory.create();
        Service service = Service.start(config(name, state), renamed);
        return new KafkaSession(bootstrapServers, prefix, service, state);
    }

    /** Where an event lies is part of what it is: cases expect it in one order. */
    private static int partitions(Source source) {
        return source.kind() == Source.Kind.EVENTS ? 1 : SOURCE_PARTITIONS;
    }

    private ServiceConfig config(String name, TemporaryDirectory state) {
        return ServiceConfig.local(name, state.path(), bootstrapServers)
                .withPartitions(LOG_PARTITIONS)
                .withThreads(THREADS);
    }
}
