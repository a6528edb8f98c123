package dev.tributary.cluster;

import dev.tributary.config.HostPort;
import dev.tributary.query.Consistency;
import dev.tributary.query.Served;
import dev.tributary.runtime.ViewReads;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The instances of the service, as this one knows them. Thread-safe. */
public final class Cluster implements AutoCloseable {
    private final Signature signature;
    private final Definitions definitions = new Definitions();
    private final PeerClient client;
    private final Peers peers;
    private final Router router;
    private final RemoteCalls calls;

    /**
     * Begins to look for the others.
     *
     * @param here where they find this instance; it is alone without that
     * @param secret that all of them have
     * @param tls with which they are asked; empty for plain HTTP
     */
    public Cluster(
            Optional<HostPort> here,
            Optional<String> secret,
            Optional<SslContextFactory.Client> tls,
            Supplier<Map<String, ViewReads>> views) {
        signature = new Signature(secret);
        client = new PeerClient(tls, signature);
        peers = new Peers(here, views, client, definitions);
        router = new Router(peers, definitions);
        calls = new RemoteCalls(client, definitions);
    }

    /** Begins to read a view, wherever its copies are. */
    public Visit visit(ViewReads view, Consistency wanted, Budget budget) {
        return new Visit(view, wanted, budget, router, calls);
    }

    /** Begins to read a view out of the copies of this instance only. */
    public Visit visitHere(ViewReads view, Consistency wanted) {
        return Visit.here(view, wanted);
    }

    /** Whether some of a view's documents can be read, here or elsewhere. */
    public boolean hasCopies(ViewReads view) {
        return IntStream.range(0, view.partitions())
                .anyMatch(partition -> !router.choices(view, view.plan().documents(), partition, Consistency.ANY)
                        .isEmpty());
    }

    /** Whether no other instance is known. */
    public boolean isAlone() {
        return router.isAlone();
    }

    /**
     * Sends a request on to where a copy is.
     *
     * @param target path and query, encoded
     * @throws dev.tributary.query.CopyAway when it is not answered there
     */
    public Forwarded forward(
            Visit visit, ViewReads view, Choice.There there, String target, Map<String, String> headers) {
        Served knownHere = Served.active(view);
        return Forwarded.of(visit, there, calls.forward(view, there, target, headers, visit.attemptMs()), knownHere);
    }

    /** By what other instances are known. */
    public Signature signature() {
        return signature;
    }

    /** Whether a view is defined here as it is where a request comes from. */
    public boolean isDefinedAlike(ViewReads view, String definition) {
        return definitions.of(view).equals(definition);
    }

    /** What this instance tells the others of its copies. */
    public Told told() {
        return peers.told();
    }

    /** How many records of a store's log the copy of another instance has still to take in; empty when that is not known. */
    public OptionalLong behind(ViewReads view, String log, int partition, HostPort instance) {
        Optional<Told.Copy> told = peers.at(instance)
                .flatMap(peer -> peer.told().copy(view.plan().view().name(), definitions.of(view), log, partition));
        return told.isPresent() ? OptionalLong.of(told.get().behind()) : OptionalLong.empty();
    }

    @Override
    public void close() {
        peers.close();
        client.close();
    }
}
