package dev.tributary.runtime;

import dev.tributary.config.HostPort;
import dev.tributary.config.ServiceConfig;
import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.StoreClosed;
import dev.tributary.topology.DocumentStores;
import dev.tributary.topology.FoldStore;
import dev.tributary.topology.Topics;
import dev.tributary.topology.Topologies;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** A view of this process. It may wait for topics before its application starts. Thread-safe. */
final class RunningView implements ViewReads {
    private final OpenStores stores = new OpenStores();
    private final Plan plan;
    private final int partitions;
    private final Optional<HostPort> address;
    private final ServiceConfig config;
    private volatile String waitingFor = "connecting to Kafka";
    private volatile @Nullable Application application;
    private volatile @Nullable Progress progress;
    private volatile @Nullable Topics topics;
    private volatile List<Application> ingesting = List.of();

    RunningView(Plan plan, ServiceConfig config) {
        this.plan = plan;
        this.config = config;
        this.partitions = config.partitions();
        this.address = config.http().address();
    }

    void waitFor(String what) {
        waitingFor = what;
    }

    /**
     * It runs from now on.
     *
     * @param newTopics of its logs
     * @param newIngesting the applications of its sources
     */
    void started(Application newApplication, Progress newProgress, Topics newTopics, List<Application> newIngesting) {
        ingesting = List.copyOf(newIngesting);
        topics = newTopics;
        progress = newProgress;
        application = newApplication;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public Optional<OrderedStore> copy(Log log, int partition) {
        return store(log, partition).map(FoldStore::entries);
    }

    @Override
    public boolean isActive(Log log, int partition) {
        return store(log, partition).map(FoldStore::isActive).orElse(false);
    }

    @Override
    public Optional<CopyState> copyState(Log log, int partition) {
        Application running = application;
        Progress known = progress;
        Topics named = topics;
        Optional<FoldStore> store = store(log, partition);
        OrderedStore entries = store.map(FoldStore::entries).orElse(null);
        if (running == null || known == null || named == null || entries == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CopyStates(running.copies(), known)
                    .of(
                            new TopicPartition(named.topic(log), partition),
                            store.orElseThrow(),
                            entries,
                            Progress.clockMs()));
        } catch (StoreClosed away) {
            return Optional.empty();
        }
    }

    private Optional<FoldStore> store(Log log, int partition) {
        Application running = application;
        return running == null ? Optional.empty() : stores.find(log, partition, () -> store(running, log, partition));
    }

    private static Optional<FoldStore> store(Application running, Log log, int partition) {
        try {
            return running.streams()
                    .store(StoreQueryParameters.fromNameAndType(Topologies.storeName(log), new DocumentStores())
                            .enableStaleStores()
                            .withPartition(partition));
        } catch (InvalidStateStoreException | IllegalStateException away) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<LogTail> tail() {
        return Optional.ofNullable(topics).map(known -> new KafkaTail(config, plan, known));
    }

    /** Whether its documents are shown. */
    boolean isBuilt() {
        Progress known = progress;
        return known != null && known.isBuilt();
    }

    @Override
    public Placement placement(Log log) {
        Application running = application;
        Progress known = progress;
        Topics named = topics;
        if (running == null || known == null || named == null) {
            return Placement.UNKNOWN;
        }
        try {
            Collection<StreamsMetadata> all = running.streams().metadataForAllStreamsClients();
            return new Placements(named.topic(log), partitions, address, running.copies(), known).of(all);
        } catch (IllegalStateException stopped) {
            return Placement.UNKNOWN;
        }
    }

    @Override
    public ViewStatus.State state() {
        Application running = application;
        Progress known = progress;
        if (running == null || known == null) {
            return ViewStatus.State.STARTING;
        }
        if (running.failure() != null) {
            return ViewStatus.State.FAILED;
        }
        if (!known.isBuilt()) {
            return ViewStatus.State.BUILDING;
        }
        return running.streams().state() == KafkaStreams.State.RUNNING
                ? ViewStatus.State.RUNNING
                : ViewStatus.State.RESTORING;
    }

    @Override
    public Lag lag() {
        Progress known = progress;
        return known == null ? Lag.NONE : known.lag(Progress.clockMs());
    }

    @Override
    public ViewStatus status() {
        ViewStatus.State state = state();
        Application running = application;
        double done = state == ViewStatus.State.RESTORING && running != null
                ? running.copies().restored()
                : Optional.ofNullable(progress).map(Progress::done).orElse(0.0);
        return new ViewStatus(state, detail(state, running), done, documents(), lag().records(), lag().ms());
    }

    private String detail(ViewStatus.State state, @Nullable Application running) {
        if (running == null) {
            return waitingFor;
        }
        Application.Failure failure = running.failure();
        return switch (state) {
            case STARTING -> waitingFor;
            case FAILED -> failure == null ? "" : "stopped by an error" + again(failure);
            case BUILDING -> "reading what its topics had when it was started" + left(lag().records());
            case RUNNING -> sourcesAway();
            case RESTORING ->
                running.isClosing()
                        ? "this instance is stopping"
                        : "bringing its copies up from their logs"
                                + left(running.copies().leftToRestore());
        };
    }

    private static String left(long records) {
        return records == 0 ? "" : ", " + records + " records left";
    }

    private static String again(Application.Failure failure) {
        long waitS = Math.max(0, failure.retryAtMs() - Progress.clockMs()) / 1_000;
        return Faults.inAnswers(failure.fault()) + "; it is tried again in " + waitS + " s";
    }

    /** Other instances may read them. */
    private String sourcesAway() {
        return ingesting.stream()
                .flatMap(source -> Optional.ofNullable(source.failure())
                        .map(failure -> "its source " + source.name()
                                + " is not read by this instance: stopped by an error" + again(failure))
                        .stream())
                .findFirst()
                .orElse("");
    }

    private long documents() {
        long documents = 0;
        for (int partition = 0; partition < partitions; partition++) {
            documents += copy(partition).map(RunningView::count).orElse(0L);
        }
        return documents;
    }

    private static long count(OrderedStore store) {
        try (OrderedStore.Snapshot snapshot = store.snapshot()) {
            return Plan.count(snapshot);
        } catch (StoreClosed away) {
            return 0;
        }
    }
}
