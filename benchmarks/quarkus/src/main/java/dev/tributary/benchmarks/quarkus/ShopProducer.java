package dev.tributary.benchmarks.quarkus;

import dev.tributary.benchmarks.dsl.Setting;
import dev.tributary.benchmarks.dsl.ShopTopology;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/** The topology that the extension runs. */
@ApplicationScoped
class ShopProducer {
    @Produces
    Topology topology() {
        Properties optimized = new Properties();
        // the extension itself never hands the settings to the builder, which optimizes by them
        optimized.putAll(Setting.ofEnvironment().streams());
        StreamsBuilder builder = new StreamsBuilder();
        ShopTopology.addTo(builder);
        return builder.build(optimized);
    }
}
