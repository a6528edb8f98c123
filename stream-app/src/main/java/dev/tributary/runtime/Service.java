package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import dev.tributary.plan.Planner;
import dev.tributary.store.SharedMemory;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
    private static final Duration REMIND_EVERY = Duration.ofSeconds(10);
    private static final Duration GENTLE_STOP_WAIT = Duration.ofSeconds(2);
    private static final Duration STOP_WAIT = Duration.ofSeconds(35);
    private static final Duration NOTE_EVERY = Duration.ofHours(1);

    private final ServiceConfig config;
    private final BuiltMarks marks;
    private final KnownApplications known;
    private final Pruning pruning;
    private final Map<String, RunningView> views = new LinkedHashMap<>();
    private final Starter starter;
    private final List<WatchedView> watched = new CopyOnWriteArrayList<>();
    private final Map<RunningView, Retry> waiting = new LinkedHashMap<>();
    private final ProgressLog log = new ProgressLog();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Naming naming;
    private long noteAtMs = Progress.clockMs() + NOTE_EVERY.toMillis();

    /** When a view that could not be started is tried again, by the progress' clock. */
    private record Retry(long atMs, Duration waited) {
        static final Retry NOW = new Retry(Long.MIN_VALUE, FIRST_RETRY.dividedBy(2));

        Retry later() {
            Duration wait = waited.multipliedBy(2);
            Duration bounded = wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
            return new Retry(Progress.clockMs() + bounded.toMillis(), bounded);
        }
    }

    private Service(
            ServiceConfig config,
            Model model,
            Cluster cluster,
            ServiceObserver observer,
            Supplier<Endurance> endurance) {
        this.config = config;
        marks = new BuiltMarks(config.stateDir());
        known = new KnownApplications(config);
        pruning = new Pruning(config, known, marks);
        starter = new Starter(config, observer, marks, known, endurance);
        model.views().forEach((name, view) -> views.put(name, new RunningView(Planner.plan(model, view), config)));
        views.values().forEach(view -> waiting.put(view, Retry.NOW));
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
        return start(config, model, observer, () -> new Endurance(config.threads()));
    }

    /** @param endurance of each application */
    static Service start(ServiceConfig config, Model model, ServiceObserver observer, Supplier<Endurance> endurance) {
        Application.settings(config.service(), config, new OutgoingDeadLetters(config.service(), config, reason -> {}));
        if (!SharedMemory.limit(config.memory())) {
            LOG.warn("`memory` has no effect: there are stores in this process already");
        }
        Cluster cluster = new Cluster(config);
        cluster.check();
        Service service = new Service(config, model, cluster, observer, endurance);
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
            do {
                try {
                    startMissing(cluster);
                    watch(cluster);
                    prune(cluster);
                } catch (RuntimeException failure) {
                    if (stop.getCount() > 0) {
                        LOG.error("The service was interrupted in its work, and goes on", failure);
                    }
                }
            } while (!stopped(isBuilt() ? POLL_RUNNING : POLL_BUILDING));
        }
    }

    /** What is superseded is of use until all is built that takes its place. */
    private void prune(Cluster cluster) {
        if (isBuilt() && stop.getCount() > 0) {
            pruning.look(
                    cluster,
                    starter.applications().stream().map(Application::id).toList());
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
        return waiting.isEmpty()
                && watched.stream().allMatch(each -> each.progress().isBuilt());
    }

    // ------------------------------------------------------------------------------------------------ starting

    private void startMissing(Cluster cluster) {
        if (waiting.isEmpty()) {
            return;
        }
        if (naming == null) {
            Set<String> topics = views.values().stream()
                    .flatMap(view -> view.plan().sources().stream())
                    .map(Source::topic)
                    .collect(Collectors.toCollection(TreeSet::new));
            Map<String, String> topicIds = awaitTopics(cluster, topics);
            if (stop.getCount() == 0) {
                return;
            }
            naming = new Naming(config, topicIds);
        }
        TopicChecks checks = new TopicChecks(cluster);
        for (RunningView view : List.copyOf(waiting.keySet())) {
            start(cluster, naming, checks, view);
        }
    }

    /** The other views go on when one cannot start. */
    private void start(Cluster cluster, Naming names, TopicChecks checks, RunningView view) {
        Retry due = waiting.getOrDefault(view, Retry.NOW);
        if (Progress.clockMs() < due.atMs || stop.getCount() == 0) {
            return;
        }
        try {
            checks.before(view.plan());
            watched.add(starter.start(cluster, names, view));
            waiting.remove(view);
        } catch (RuntimeException failure) {
            if (stop.getCount() == 0) {
                return;
            }
            Retry later = due.later();
            waiting.put(view, later);
            LOG.error(
                    "View {} cannot start; it is tried again in {} s",
                    view.plan().view().name(),
                    later.waited.toSeconds(),
                    failure);
            view.waitFor("it could not be started, and is tried again" + Faults.inAnswers(failure));
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

    // ------------------------------------------------------------------------------------------------ watching

    private void watch(Cluster cluster) {
        boolean isKafkaThere = true;
        for (WatchedView each : watched) {
            try {
                boolean wasBuilt = each.progress().isBuilt();
                each.look(cluster);
                if (!wasBuilt && each.progress().isBuilt()) {
                    LOG.info("View {} is built", each.name());
                    marks.put(each.application().id());
                }
                if (each.progress().isBuilt()) {
                    each.progress()
                            .currentMs()
                            .ifPresent(untilMs ->
                                    marks.putCurrent(each.application().id(), untilMs));
                    each.published().ifPresent(PublishedTopic::takeOver);
                }
            } catch (KafkaFailure failure) {
                if (stop.getCount() == 0) {
                    return;
                }
                LOG.warn("Cannot tell the progress of {}: {}", each.name(), failure.getMessage());
                isKafkaThere = false;
            }
            log.note(each.name(), view(each.name()).status(), Progress.clockMs());
        }
        if (isKafkaThere) {
            noteRunning();
        }
    }

    private void noteRunning() {
        if (Progress.clockMs() < noteAtMs) {
            return;
        }
        noteAtMs = Progress.clockMs() + NOTE_EVERY.toMillis();
        starter.applications().stream().filter(each -> each.failure() == null).forEach(each -> known.note(each.id()));
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
            watched.forEach(view -> view.published().ifPresent(PublishedTopic::close));
            for (Application application : starter.applications()) {
                Thread closer = new Thread(application::close, "close-" + application.id());
                closer.start();
                closing.add(closer);
            }
            for (Thread closer : closing) {
                closer.join(STOP_WAIT.toMillis());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
