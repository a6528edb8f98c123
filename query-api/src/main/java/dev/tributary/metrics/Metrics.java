package dev.tributary.metrics;

import dev.tributary.runtime.KafkaApplication;
import dev.tributary.runtime.ServiceObserver;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.SharedMemory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * All that is measured in this process, as Prometheus reads it; docs/operations.md says what each name means. Labels have few
 * values: names out of the view files, addresses as templates, statuses. Thread-safe.
 */
public final class Metrics implements ServiceObserver, AutoCloseable {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final ViewMeters views = new ViewMeters(registry);
    private final KafkaMeters kafka = new KafkaMeters(registry);
    private final ExpressionMeters expressions = new ExpressionMeters(registry);
    /** The registry finds a meter by sorting its labels, which with each request is too much. */
    private final Map<Answered, Timer> requests = new ConcurrentHashMap<>();

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        storeMemory("limit", "Of all stores together: cache and write buffers", SharedMemory.Figures::limitBytes);
        storeMemory("used", "What the stores have of it", SharedMemory.Figures::usedBytes);
        storeMemory("pinned", "Of that, write buffers and what is being read", SharedMemory.Figures::pinnedBytes);
    }

    /** RocksDB's memory, outside of the heap. */
    private void storeMemory(String what, String description, ToLongFunction<SharedMemory.Figures> figure) {
        Gauge.builder("tributary.store.memory." + what, () -> figure.applyAsLong(SharedMemory.figures()))
                .description(description)
                .baseUnit("bytes")
                .register(registry);
    }

    /** All figures as they are now. */
    public synchronized String text(Map<String, ViewReads> served) {
        views.update(served);
        kafka.update();
        expressions.update();
        return registry.scrape();
    }

    @Override
    public LongConsumer freshness(String view) {
        Timer timer = Timer.builder("tributary.freshness")
                .description("From the time of a source's record until the documents show it")
                .tag("view", view)
                .serviceLevelObjectives(ms(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000))
                .register(registry);
        // clocks differ: a record may be from the future
        return age -> timer.record(Math.max(0, age), TimeUnit.MILLISECONDS);
    }

    @Override
    public void buried(String from, String reason) {
        deadLetters(from, reason).increment();
    }

    private Counter deadLetters(String from, String reason) {
        return Counter.builder("tributary.dead.letters")
                .description("Records that went to the dead letters")
                .tags("from", from, "reason", reason)
                .register(registry);
    }

    /** Its counters are there from now on, at 0: a rate misses the increase of one that begins at 1. */
    @Override
    public void started(KafkaApplication application) {
        kafka.add(application);
        application.burialReasons().forEach(reason -> deadLetters(application.name(), reason));
    }

    @Override
    public void threadReplaced(KafkaApplication application) {
        kafka.threadReplaced(application);
    }

    /**
     * A request was answered.
     *
     * @param route the address as a template
     * @param view empty when it was of none
     */
    public void answered(String method, String route, int status, String view, long nanos) {
        requests.computeIfAbsent(new Answered(method, route, status, view), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Answered answered) {
        return Timer.builder("tributary.http.requests")
                .description("Requests, and how long they took")
                .tags(
                        "method", answered.method,
                        "route", answered.route,
                        "status", Integer.toString(answered.status),
                        "view", answered.view)
                .serviceLevelObjectives(ms(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000))
                .register(registry);
    }

    /** The labels of an answer. */
    private record Answered(String method, String route, int status, String view) {}

    /** Documents were sent, or bytes of them. */
    public void sent(String view, long documents, long bytes) {
        Sent counters = sent.computeIfAbsent(view, this::counters);
        counters.documents.increment((double) documents);
        counters.bytes.increment((double) bytes);
    }

    private Sent counters(String view) {
        return new Sent(
                counter("tributary.sent.documents", "Documents sent", view),
                counter("tributary.sent.bytes", "Bytes of bodies sent, as they were on the wire", view));
    }

    /** Of one view. */
    private record Sent(Counter documents, Counter bytes) {}

    private Counter counter(String name, String description, String view) {
        return Counter.builder(name).description(description).tag("view", view).register(registry);
    }

    /** The open connections of a server. */
    public void connections(Supplier<Number> open) {
        Gauge.builder("tributary.http.connections", open)
                .description("Open connections of clients")
                .strongReference(true)
                .register(registry);
    }

    /** Open streams and waiting requests of a server. */
    public void streams(Supplier<Number> open) {
        Gauge.builder("tributary.live.streams", open)
                .description("Open streams of events, and requests that wait for a change")
                .strongReference(true)
                .register(registry);
    }

    /**
     * Whole documents that a server found in its cache, and those that it did not.
     *
     * @param cache counts for as long as the server has it
     */
    public <T> void documentCache(T cache, ToDoubleFunction<T> hits, ToDoubleFunction<T> misses) {
        FunctionCounter.builder("tributary.document.cache.hits", cache, hits)
                .description("Whole documents that were in memory")
                .register(registry);
        FunctionCounter.builder("tributary.document.cache.misses", cache, misses)
                .description("Whole documents that were read from their store")
                .register(registry);
    }

    /** An event was sent. */
    public void event(String view, String event) {
        Counter.builder("tributary.live.events")
                .description("Events sent in streams")
                .tags("view", view, "event", event)
                .register(registry)
                .increment();
    }

    private static Duration[] ms(long... bounds) {
        Duration[] durations = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            durations[i] = Duration.ofMillis(bounds[i]);
        }
        return durations;
    }

    /** What was measured can still be read. */
    @Override
    public void close() {
        collections.close();
    }
}
