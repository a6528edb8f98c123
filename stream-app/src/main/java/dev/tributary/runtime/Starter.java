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
import dev.tributary.view.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;

/**
 * Starts the applications of sources and views, with the topics that they need. What fails may be tried again: it has then
 * started nothing, or what it needs first. Used by one thread, but that any may ask for the applications.
 */
final class Starter {
    private final ServiceConfig config;
    private final ServiceObserver observer;
    private final BuiltMarks marks;
    private final Supplier<Endurance> endurance;
    private final KnownApplications known;
    private final Map<String, Application> sources = new HashMap<>();
    private final Map<String, String> readers = new ConcurrentHashMap<>();
    private final List<Application> applications = new ArrayList<>();

    /** @param endurance of each application */
    Starter(
            ServiceConfig config,
            ServiceObserver observer,
            BuiltMarks marks,
            KnownApplications known,
            Supplier<Endurance> endurance) {
        this.config = config;
        this.observer = observer;
        this.marks = marks;
        this.endurance = endurance;
        this.known = known;
    }

    /** All that have started so far. */
    List<Application> applications() {
        synchronized (applications) {
            return List.copyOf(applications);
        }
    }

    /**
     * Starts a view, and of its sources those that no other has started.
     *
     * @throws RuntimeException when something cannot be had, or not now
     */
    WatchedView start(Cluster cluster, Naming naming, RunningView view) {
        Plan plan = view.plan();
        cluster.createDeadLetters(Naming.deadLetters(config));
        plan.sources().forEach(source -> startSource(cluster, naming, source));
        Topics topics = naming.topics(plan);
        Set<String> logs = plan.steps().stream()
                .map(Step::log)
                .map(topics::topic)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        known.begin(naming.application(plan));
        cluster.createLogs(logs);
        Set<TopicPartition> from =
                cluster.partitions(plan.sources().stream().map(Source::topic).toList());
        Set<TopicPartition> through = cluster.partitions(logs);
        Takeover takeover = new Takeover();
        Application application = start(
                new Application.Identity(naming.application(plan), plan.view().name(), true),
                () -> topology(view, topics, takeover));
        Progress progress = new Progress(from, through, plan.mostHops(), marks.current(application.id()));
        Set<TopicPartition> all = new LinkedHashSet<>(from);
        all.addAll(through);
        Optional<PublishedTopic> published = plan.publishing()
                .map(step -> new PublishedTopic(
                        config, topics.topic(Plan.published()), application.id(), step, takeover, marks));
        view.started(application, progress, topics, ingesting(plan));
        List<String> groups = ingesting(plan).stream().map(Application::id).toList();
        return new WatchedView(plan, application, progress, from, all, groups, published);
    }

    private List<Application> ingesting(Plan plan) {
        return plan.sources().stream()
                .flatMap(source -> Optional.ofNullable(sources.get(source.name())).stream())
                .toList();
    }

    private void startSource(Cluster cluster, Naming naming, Source source) {
        // a view reads events itself: a log of them would keep all a second time
        if (source.kind() == Source.Kind.EVENTS || sources.containsKey(source.name())) {
            return;
        }
        Topics topics = naming.topics(source);
        known.begin(naming.application(source));
        cluster.createLogs(List.of(topics.topic(Planner.rowLog(source))));
        sources.put(
                source.name(), start(new Application.Identity(naming.application(source), source.name(), false), () -> {
                    Topology topology = new Topology();
                    Topologies.addSource(topology, source, RecordDecoders::of, topics, observer);
                    return topology;
                }));
    }

    private Topology topology(RunningView view, Topics topics, Takeover takeover) {
        Topology topology = new Topology();
        Plan plan = view.plan();
        Topologies.addView(
                topology,
                plan,
                RecordDecoders::of,
                topics,
                takeover,
                whenBuilt(view),
                events -> isFirstReader(events, plan.view().name()));
        return topology;
    }

    /** Every view reads its events itself, but a dead letter of them is written once. */
    private boolean isFirstReader(Source events, String view) {
        return readers.computeIfAbsent(events.name(), first -> view).equals(view);
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

    private Application start(Application.Identity identity, Supplier<Topology> topology) {
        Application application = new Application(identity, topology, config, observer, endurance.get(), known);
        try {
            application.start();
        } catch (RuntimeException failure) {
            application.close();
            throw failure;
        }
        synchronized (applications) {
            applications.add(application);
        }
        return application;
    }
}
