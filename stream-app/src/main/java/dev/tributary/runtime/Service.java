package dev.tributary.runtime;

import dev.tributary.codec.RecordDecoders;
import dev.tributary.config.ServiceConfig;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Step;
import dev.tributary.topology.Observer;
import dev.tributary.topology.Takeover;
import dev.tributary.topology.Topics;
import dev.tributary.topology.Topologies;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service: one application for each source and for each view, so that a failing one takes no other along. It
 * starts in the background, waiting for Kafka and for the source topics as long as it takes; {@link #views} tells how far
 * it is. Thread-safe.
 */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration POLL_BUILDING = Duration.ofMillis(100);
    private static final Duration POLL_RUNNING = Duration.ofMillis(500);
    private static final Duration REMIND_EVERY = Duration.ofSeconds(10);
    private static final Duration GENTLE_STOP_WAIT = Duration.ofSeconds(2);
    private static final Duration STOP_WAIT = Duration.ofSeconds(35);

    private final ServiceConfig config;
    private final ServiceObserver observer;
    private final BuiltMarks marks;
    private final Map<String, RunningView> views = new LinkedHashMap<>();
    private final Map<String, Application> sources = new HashMap<>();
    private final Set<String> readers = new HashSet<>();
    private final List<Application> applications = new ArrayList<>();
    private final List<Watched> watched = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /**
     * A view that has started.
     *
     * @param from the partitions of its source topics
     * @param partitions those, and all of its logs
     * @param ingesting the groups that read its source topics
     */
    private record Watched(
            Plan plan,
            Application application,
            Progress progress,
            Set<TopicPartition> from,
            Set<TopicPartition> partitions,
            List<String> ingesting,
            Optional<PublishedTopic> published) {}

    private Service(ServiceConfig config, Model model, Cluster cluster, ServiceObserver observer) {
        this.config = config;
        this.observer = observer;
        marks = new BuiltMarks(config.stateDir());
        model.views().forEach((name, view) -> views.put(name, new RunningView(Planner.plan(model, view), config)));
        thread = new Thread(() -> work(cluster), "tributary-service");
    }

    /**
     * Starts the service of a checked model.
     *
     * @throws org.apache.kafka.common.config.ConfigException when Kafka's clients cannot be set up as configured
     */
    public static Service start(ServiceConfig config, Model model) {
        return start(config, model, ServiceObserver.NONE);
    }

    /**
     * Starts the service of a checked model under observation.
     *
     * @throws org.apache.kafka.common.config.ConfigException when Kafka's clients cannot be set up as configured
     */
    public static Service start(ServiceConfig config, Model model, ServiceObserver observer) {
        Application.settings(config.service(), config, new OutgoingDeadLetters(config.service(), config, reason -> {}));
        Cluster cluster = new Cluster(config);
        cluster.check();
        Service service = new Service(config, model, cluster, observer);
        service.thread.start();
        return service;
    }

    /** The views by name, in the order of the files. */
    public Map<String, ViewReads> views() {
        return Collections.unmodifiableMap(views);
    }

    /** The view of that name; it must be one of the service's. */
    public ViewReads view(String name) {
        ViewReads view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException("no view " + name + " among " + views.keySet());
        }
        return view;
    }

    private void work(Cluster cluster) {
        try (cluster) {
            begin(cluster);
            while (!stopped(isBuilt() ? POLL_RUNNING : POLL_BUILDING)) {
                watch(cluster);
            }
        } catch (RuntimeException failure) {
            if (stop.getCount() == 0) {
                return;
            }
            LOG.error("The service cannot go on", failure);
            String detail = "the service cannot go on" + Faults.inAnswers(failure);
            views.values().forEach(view -> view.fail(detail));
        }
    }

    private boolean stopped(Duration wait) {
        try {
            return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean isBuilt() {
        return watched.stream().allMatch(each -> each.progress.isBuilt());
    }

    // ------------------------------------------------------------------------------------------------ starting

    private void begin(Cluster cluster) {
        Set<String> topics = views.values().stream()
                .flatMap(view -> view.plan().sources().stream())
                .map(Source::topic)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> topicIds = awaitTopics(cluster, topics);
        if (stop.getCount() == 0) {
            return;
        }
        Naming naming = new Naming(config, topicIds);
        cluster.createDeadLetters(Naming.deadLetters(config));
        TopicChecks checks = new TopicChecks(cluster);
        for (RunningView view : views.values()) {
            try {
                checks.before(view.plan());
                view.plan().sources().forEach(source -> startSource(cluster, naming, source));
                startView(cluster, naming, view);
            } catch (RuntimeException failure) {
                // the other views go on
                LOG.error("View {} cannot start", view.plan().view().name(), failure);
                view.fail("it cannot start" + Faults.inAnswers(failure));
            }
        }
    }

    private Map<String, String> awaitTopics(Cluster cluster, Set<String> topics) {
        long remindAt = System.nanoTime();
        while (true) {
            String missing;
            String cause = "";
            try {
                Map<String, String> found = cluster.topicIds(topics);
                Set<String> absent = new TreeSet<>(topics);
                absent.removeAll(found.keySet());
                if (absent.isEmpty()) {
                    return found;
                }
                missing = "waiting for source topics that do not exist yet: " + String.join(", ", absent);
            } catch (KafkaFailure failure) {
                missing = "waiting for Kafka";
                cause = " at " + config.kafka().get("bootstrap.servers") + ": " + failure.getMessage();
            }
            // where Kafka is, those who ask over HTTP need not know
            String waiting = missing;
            views.values().forEach(view -> view.waitFor(waiting));
            if (System.nanoTime() >= remindAt) {
                LOG.warn("{}{}", missing, cause);
                remindAt = System.nanoTime() + REMIND_EVERY.toNanos();
            }
            if (stopped(POLL_RUNNING)) {
                return Map.of();
            }
        }
    }

    private void startSource(Cluster cluster, Naming naming, Source source) {
        // a view reads events itself: a log of them would keep all a second time
        if (source.kind() == Source.Kind.EVENTS || sources.containsKey(source.name())) {
            return;
        }
        Topics topics = naming.topics(source);
        cluster.createLogs(List.of(topics.topic(Planner.rowLog(source))));
        Topology topology = new Topology();
        Topologies.addSource(topology, source, RecordDecoders::of, topics, observer);
        sources.put(source.name(), start(naming.application(source), source.name(), false, topology));
    }

    private void startView(Cluster cluster, Naming naming, RunningView view) {
        Plan plan = view.plan();
        Topics topics = naming.topics(plan);
        Set<String> logs = plan.steps().stream()
                .map(Step::log)
                .map(topics::topic)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        cluster.createLogs(logs);
        Topology topology = new Topology();
        Takeover takeover = new Takeover();
        Topologies.addView(topology, plan, RecordDecoders::of, topics, takeover, whenBuilt(view), this::isFirstReader);
        Application application = start(naming.application(plan), plan.view().name(), true, topology);
        Set<TopicPartition> from =
                cluster.partitions(plan.sources().stream().map(Source::topic).toList());
        Set<TopicPartition> through = cluster.partitions(logs);
        Progress progress = new Progress(from, through, plan.mostHops(), marks.has(application.id()));
        List<String> ingesting = plan.sources().stream()
                .filter(source -> source.kind() == Source.Kind.ROWS)
                .map(naming::application)
                .toList();
        Set<TopicPartition> all = new LinkedHashSet<>(from);
        all.addAll(through);
        Optional<PublishedTopic> published = plan.publishing()
                .map(step -> new PublishedTopic(
                        config, topics.topic(Plan.published()), application.id(), step, takeover, marks));
        watched.add(new Watched(plan, application, progress, from, all, ingesting, published));
        view.started(application, progress, topics);
    }

    /** Every view reads its events itself, but a dead letter of them is written once. */
    private boolean isFirstReader(Source events) {
        return readers.add(events.name());
    }

    /** Nobody sees a document, however fresh, before its view is built. */
    private Observer whenBuilt(RunningView view) {
        return new Observer() {
            @Override
            public LongConsumer freshness(String name) {
                LongConsumer told = observer.freshness(name);
                return age -> {
                    if (view.isBuilt()) {
                        told.accept(age);
                    }
                };
            }

            @Override
            public void buried(String from, String reason) {
                observer.buried(from, reason);
            }
        };
    }

    private Application start(String id, String name, boolean isView, Topology topology) {
        Application application = new Application(id, name, isView, topology, config, observer);
        synchronized (applications) {
            applications.add(application);
        }
        application.start();
        return application;
    }

    // ------------------------------------------------------------------------------------------------ watching

    private void watch(Cluster cluster) {
        for (Watched each : watched) {
            try {
                boolean wasBuilt = each.progress.isBuilt();
                long atMs = Progress.clockMs();
                Map<TopicPartition, Long> committed = committed(cluster, each);
                each.progress.update(cluster.ends(each.partitions), committed, atMs);
                if (!wasBuilt && each.progress.isBuilt()) {
                    LOG.info("View {} is built", each.plan.view().name());
                    marks.put(each.application.id());
                }
                if (each.progress.isBuilt()) {
                    each.published.ifPresent(PublishedTopic::takeOver);
                }
            } catch (KafkaFailure failure) {
                if (stop.getCount() == 0) {
                    return;
                }
                LOG.warn("Cannot tell the progress of {}: {}", each.plan.view().name(), failure.getMessage());
            }
        }
    }

    /**
     * What has been passed for a view: of the source topics by those who ingest them, of all else by the view itself. A
     * source's row log is read by both, and the view's reading counts, before it has begun, too.
     */
    private static Map<TopicPartition, Long> committed(Cluster cluster, Watched view) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        for (String group : view.ingesting) {
            committed.putAll(cluster.committed(group));
        }
        committed.keySet().retainAll(view.from);
        committed.putAll(cluster.committed(view.application.id()));
        // where nothing is left to read, nothing will ever be committed
        cluster.beginnings(view.partitions).forEach((partition, first) -> committed.merge(partition, first, Math::max));
        return committed;
    }

    /** Stops every application, at the same time, and leaves their state on disk. */
    @Override
    public void close() {
        stop.countDown();
        List<Thread> closing = new ArrayList<>();
        try {
            thread.join(GENTLE_STOP_WAIT.toMillis());
            // it may be waiting for a Kafka that is away
            thread.interrupt();
            thread.join(STOP_WAIT.toMillis());
            watched.forEach(view -> view.published.ifPresent(PublishedTopic::close));
            synchronized (applications) {
                for (Application application : applications) {
                    Thread closer = new Thread(application::close, "close-" + application.id());
                    closer.start();
                    closing.add(closer);
                }
            }
            for (Thread closer : closing) {
                closer.join(STOP_WAIT.toMillis());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
