package dev.tributary.cluster;

import dev.tributary.config.HostPort;
import dev.tributary.plan.Index;
import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.client.ContentResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other instances of the service, and what each told last of its copies: they are asked twice a second. Kafka Streams names
 * them; one that it names no more is remembered for as long as it answers. Thread-safe.
 */
final class Peers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final long ASK_EVERY_MS = 500;
    private static final long ANSWER_AT_MOST_MS = 1_000;
    private static final int OK = 200;

    private final Optional<HostPort> here;
    private final Supplier<Map<String, ViewReads>> views;
    private final PeerClient client;
    private final Definitions definitions;
    private final Map<HostPort, Peer> peers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tributary-peers-ask");
        thread.setDaemon(true);
        return thread;
    });

    private final Optional<ScheduledFuture<?>> asked;

    /** @param here where the others find this instance; without that it knows no others */
    Peers(Optional<HostPort> here, Supplier<Map<String, ViewReads>> views, PeerClient client, Definitions definitions) {
        this.here = here;
        this.views = views;
        this.client = client;
        this.definitions = definitions;
        asked = here.map(self -> asking.scheduleWithFixedDelay(this::askAll, 0, ASK_EVERY_MS, TimeUnit.MILLISECONDS));
    }

    Collection<Peer> all() {
        return peers.values();
    }

    /** That instance; empty for this one. */
    Optional<Peer> at(HostPort address) {
        return here.isEmpty() || here.get().equals(address)
                ? Optional.empty()
                : Optional.of(peers.computeIfAbsent(address, Peer::new));
    }

    private void askAll() {
        try {
            Set<HostPort> named = new HashSet<>();
            views.get().values().forEach(view -> named.addAll(view.placement().instances()));
            named.forEach(this::at);
            peers.values().removeIf(peer -> peer.isSuspect() && !named.contains(peer.address()));
            peers.values().stream().filter(peer -> !peer.isAsked()).forEach(this::ask);
        } catch (RuntimeException failure) {
            LOG.warn("Cannot look for other instances", failure);
        }
    }

    private void ask(Peer peer) {
        var sent = new PeerClient.Sent(peer, Calls.ROOT + "/copies", Optional.empty(), Map.of(), ANSWER_AT_MOST_MS);
        peer.asked(client.whole(sent).handle((answer, failure) -> {
            take(peer, answer);
            return answer != null;
        }));
    }

    private static void take(Peer peer, @Nullable ContentResponse answer) {
        try {
            if (answer != null && answer.getStatus() == OK) {
                peer.told(Calls.read(answer.getContent(), Told.class));
            } else if (answer != null) {
                peer.suspect();
                LOG.warn("The instance {} tells nothing of its copies: it answers {}", peer, answer.getStatus());
            }
        } catch (IOException other) {
            peer.suspect();
            LOG.warn("The instance {} tells of its copies what is not understood here: {}", peer, other.getMessage());
        }
    }

    /** What this instance tells the others. */
    Told told() {
        Map<String, Told.OfView> told = new HashMap<>();
        views.get().forEach((name, view) -> told.put(name, told(view)));
        return new Told(told);
    }

    private Told.OfView told(ViewReads view) {
        Map<String, List<Told.Copy>> copies = new HashMap<>();
        copies.put(view.plan().documents().name(), told(view, view.plan().documents()));
        for (Index index : view.plan().indexes()) {
            copies.put(index.log().name(), told(view, index.log()));
        }
        return new Told.OfView(definitions.of(view), copies);
    }

    private static List<Told.Copy> told(ViewReads view, Log log) {
        List<Told.Copy> copies = new ArrayList<>();
        for (int partition = 0; partition < view.partitions(); partition++) {
            LocalCopy.of(view, log, partition).ifPresent(copies::add);
        }
        return copies;
    }

    @Override
    public void close() {
        asked.ifPresent(each -> each.cancel(false));
        asking.shutdownNow();
    }
}
