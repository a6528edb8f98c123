package dev.tributary.metrics;

import dev.tributary.runtime.KafkaApplication;
import dev.tributary.runtime.KafkaApplication.Figures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/**
 * A few figures of each Kafka Streams application. Kafka has thousands, by thread, task and store; those that are needed
 * can be had by JMX. Thread-safe.
 */
final class KafkaMeters {
    private final MeterRegistry registry;
    private final List<Shown> applications = new CopyOnWriteArrayList<>();

    KafkaMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private static final class Shown {
        private final KafkaApplication application;
        private volatile Figures figures = new Figures(0, 0, 0, 0, 0, 0);

        Shown(KafkaApplication application) {
            this.application = application;
        }
    }

    void add(KafkaApplication application) {
        Shown shown = new Shown(application);
        Tags tags = tags(application);
        Gauge.builder("tributary.kafka.threads", shown, s -> s.figures.threads())
                .description("Stream threads that are alive")
                .tags(tags)
                .register(registry);
        counter("processed.records", "Records that went through the topology", shown, Figures::processed);
        counter("consumed.bytes", "Bytes read from Kafka", shown, Figures::consumedBytes);
        counter("sent.records", "Records written to Kafka", shown, Figures::sent);
        counter("send.errors", "Records that Kafka did not take", shown, Figures::sendErrors);
        counter("rebalances", "Rebalances of the group", shown, Figures::rebalances);
        replaced(application);
        applications.add(shown);
    }

    private void counter(String name, String description, Shown shown, ToDoubleFunction<Figures> figure) {
        FunctionCounter.builder("tributary.kafka." + name, shown, s -> figure.applyAsDouble(s.figures))
                .description(description)
                .tags(tags(shown.application))
                .register(registry);
    }

    void threadReplaced(KafkaApplication application) {
        replaced(application).increment();
    }

    private Counter replaced(KafkaApplication application) {
        return Counter.builder("tributary.kafka.replaced.threads")
                .description("Stream threads that died and were replaced")
                .tags(tags(application))
                .register(registry);
    }

    private static Tags tags(KafkaApplication application) {
        return Tags.of("application", application.name(), "kind", application.isView() ? "view" : "source");
    }

    /** Once for all figures of a scrape: an application's metrics are many to go through. */
    void update() {
        applications.forEach(shown -> shown.figures = shown.application.figures());
    }
}
