package dev.tributary.runtime;

import dev.tributary.config.HostPort;
import dev.tributary.config.ServiceConfig;
import dev.tributary.topology.Observer;
import dev.tributary.view.Model;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** One instance of a service of several, in this process, with what its applications say of themselves. */
final class Instance implements AutoCloseable {
    static final int PARTITIONS = 4;

    private final List<KafkaApplication> applications = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger replaced = new AtomicInteger();
    private final Service service;

    private Instance(ServiceConfig config, Model model, Duration retry) {
        service = Service.start(config, model, observer(), () -> new Endurance(config.threads(), retry));
    }

    private ServiceObserver observer() {
        return new ServiceObserver() {
            @Override
            public LongConsumer freshness(String view) {
                return Observer.NONE.freshness(view);
            }

            @Override
            public void buried(String from, String reason) {}

            @Override
            public void started(KafkaApplication application) {
                applications.add(application);
            }

            @Override
            public void threadReplaced(KafkaApplication application) {
                replaced.incrementAndGet();
            }
        };
    }

    static Instance start(ServiceConfig config, Model model) {
        return start(config, model, Duration.ofMinutes(1));
    }

    /** @param retry how long an application that failed waits before it is tried again */
    static Instance start(ServiceConfig config, Model model, Duration retry) {
        return new Instance(config, model, retry);
    }

    /** @param number of the instance: it is advertised as that port, where nothing listens */
    static ServiceConfig config(String service, int number, Path stateDir, String bootstrapServers) {
        return ServiceConfig.local(service, stateDir, bootstrapServers)
                .withHttp(new ServiceConfig.Http("127.0.0.1", 0, Optional.of(new HostPort("localhost", number))))
                .withPartitions(PARTITIONS);
    }

    ViewReads view(String name) {
        return service.view(name);
    }

    boolean isRunning(String view) {
        return view(view).status().state() == ViewStatus.State.RUNNING;
    }

    /** The partitions of a view's documents that it keeps current. */
    Set<Integer> active(String view) {
        Set<Integer> active = new TreeSet<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (view(view).isActive(view(view).plan().documents(), partition)) {
                active.add(partition);
            }
        }
        return active;
    }

    /** Threads that failed and were replaced, of all its applications together. */
    int replaced() {
        return replaced.get();
    }

    /** In which it took part, all its applications together. */
    double rebalances() {
        synchronized (applications) {
            return applications.stream()
                    .mapToDouble(each -> each.figures().rebalances())
                    .sum();
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
