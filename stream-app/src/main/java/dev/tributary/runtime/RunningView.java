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
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** A view of this process. It may wait for topics before its application starts. Thread-safe. */
final class RunningView implements ViewReads {
    private final Plan plan;
    private final int partitions;
    private final Optional<HostPort> address;
    private final ServiceConfig config;
    private volatile String waitingFor = "connecting to Kafka";
    private volatile @Nullable Application application;
    private volatile @Nullable Progress progress;
    private volatile @Nullable Topics topics;
    private volatile @Nullable String failure;

    RunningView(Plan plan, ServiceConfig config) {
        this.plan = plan;
        this.config = config;
        this.partitions = config.partitions();
        this.address = config.http().address();
    }

    void waitFor(String what) {
        waitingFor = what;
    }

    void fail(String reason) {
        failure = reason;
    }

    /** @param newTopics of its logs */
    void started(Application newApplication, Progress newProgress, Topics newTopics) {
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

    private Optional<FoldStore> store(Log log, int partition) {
        Application running = application;
        if (running == null) {
            return Optional.empty();
        }
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
    public ViewStatus status() {
        Application running = application;
        Progress known = progress;
        String failed = failure(running);
        if (failed != null) {
            return status(ViewStatus.State.FAILED, failed, known);
        }
        if (running == null || known == null) {
            return status(ViewStatus.State.STARTING, waitingFor, known);
        }
        if (!known.isBuilt()) {
            return status(ViewStatus.State.BUILDING, "reading what its topics had when it was started", known);
        }
        boolean restoring = running.streams().state() != KafkaStreams.State.RUNNING;
        return restoring
                ? status(
                        ViewStatus.State.RESTORING,
                        "bringing its copies up from their logs",
                        known,
                        running.copies().restored())
                : status(ViewStatus.State.RUNNING, "", known);
    }

    private @Nullable String failure(@Nullable Application running) {
        if (failure != null || running == null) {
            return failure;
        }
        Throwable fault = running.failure();
        return fault == null ? null : "stopped by an error" + Faults.inAnswers(fault);
    }

    private ViewStatus status(ViewStatus.State state, String detail, @Nullable Progress known) {
        return status(state, detail, known, known == null ? 0 : known.done());
    }

    private ViewStatus status(ViewStatus.State state, String detail, @Nullable Progress known, double done) {
        if (known == null) {
            return new ViewStatus(state, detail, 0, 0, 0, 0);
        }
        return new ViewStatus(
                state,
                detail,
                done,
                documents(),
                known.lag().records(),
                known.lag().ms());
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
