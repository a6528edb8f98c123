package dev.tributary.benchmarks.spring;

import dev.tributary.benchmarks.dsl.ShopTopology;
import org.apache.kafka.streams.StreamsBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What Spring Kafka builds and runs; apart from the settings, which the builder itself needs first. */
@Component
final class ShopStreams {
    @Autowired
    void topology(StreamsBuilder builder) {
        ShopTopology.addTo(builder);
    }
}
