package dev.tributary.cluster;

import dev.tributary.plan.Log;
import dev.tributary.query.Chosen;
import dev.tributary.query.Contents;
import dev.tributary.query.CopyAway;
import dev.tributary.query.Listed;
import dev.tributary.query.Lookup;
import dev.tributary.query.Part;
import dev.tributary.query.Reading;
import dev.tributary.query.Served;
import dev.tributary.query.Wanted;
import dev.tributary.runtime.ViewReads;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The copies of another instance. */
final class RemotePart implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(RemotePart.class);

    private final Visit visit;
    private final Choice.There there;
    private final ViewReads view;
    private final RemoteCalls calls;
    /** As it was before anything was asked: an instance that has just started may not know it. */
    private final Served knownHere;

    private Optional<Served> served = Optional.empty();
    private Optional<RemoteContents> contents = Optional.empty();

    RemotePart(Visit visit, Choice.There there, ViewReads view, RemoteCalls calls) {
        this.visit = visit;
        this.there = there;
        this.view = view;
        this.calls = calls;
        knownHere = Served.active(view);
    }

    @Override
    public CompletableFuture<Listed> keys(Collection<Integer> partitions, byte @Nullable [] after, int atMost) {
        var call = new Calls.KeysCall(List.copyOf(partitions), after, atMost);
        return ask("keys", call, Listed.class);
    }

    @Override
    public CompletableFuture<Listed> entries(Lookup lookup, byte @Nullable [] after, int atMost) {
        var call = new Calls.EntriesCall(found(lookup), after, atMost);
        return ask("entries", call, Listed.class);
    }

    @Override
    public CompletableFuture<BitSet> matching(List<byte[]> keys, Lookup lookup) {
        var call = new Calls.MatchingCall(keys, found(lookup));
        return ask("matching", call, Calls.Matching.class).thenApply(answer -> {
            BitSet places = new BitSet();
            answer.places().forEach(places::set);
            return places;
        });
    }

    @Override
    public CompletableFuture<List<Reading>> read(List<Wanted> wanted, Chosen chosen, Optional<Lookup> lookup) {
        var call = new Calls.ReadCall(
                wanted.stream().map(Wanted::key).toList(),
                wanted.stream().map(Wanted::least).toList(),
                Calls.fields(chosen.selection()),
                lookup.map(RemotePart::found).orElse(null));
        return ask("read", call, Calls.Readings.class)
                .thenApply(answer ->
                        answer.readings().stream().map(Calls.Read::reading).toList());
    }

    private static Calls.Found found(Lookup lookup) {
        return new Calls.Found(lookup.index().fields(), lookup.values());
    }

    private <T> CompletableFuture<T> ask(String what, Object call, Class<T> type) {
        return calls.ask(this, view, there, what, call, type, visit.attemptMs()).thenApply(answered -> {
            add(answered.served());
            return answered.answer();
        });
    }

    private synchronized void add(Served more) {
        served = Optional.of(served.map(known -> known.with(more)).orElse(more));
    }

    @Override
    public Contents contents(List<byte[]> keys, Chosen chosen) {
        var call = new Calls.DocumentsCall(keys, Calls.fields(chosen.selection()));
        RemoteContents begun =
                new RemoteContents(this, keys.size(), calls.begin(view, there, "documents", call, visit.attemptMs()));
        contents = Optional.of(begun);
        return begun;
    }

    /** Refuses what is no answer; a copy that is elsewhere is not looked for here again. */
    void check(Response response, byte[] body) {
        if (RemoteCalls.isFine(response)) {
            return;
        }
        if (response.getStatus() == RemoteCalls.ELSEWHERE) {
            throw elsewhere(body);
        }
        visit.deny(there);
        throw CopyAway.notThere("The instance that has the copy answers " + response.getStatus() + ".");
    }

    private CopyAway elsewhere(byte[] body) {
        try {
            CopyAway.Copy away = Calls.read(body, CopyAway.Copy.class);
            log(away.log()).ifPresentOrElse(log -> visit.deny(there, log, away.partition()), () -> visit.deny(there));
        } catch (IOException other) {
            visit.deny(there);
        }
        return CopyAway.notThere("The copy has moved.");
    }

    private Optional<Log> log(String name) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(view.plan().documents()),
                        view.plan().indexes().stream().map(index -> index.log()))
                .filter(log -> log.name().equals(name))
                .findFirst();
    }

    /** What was answered broke off, or is no answer. */
    CopyAway unreadable(IOException failure) {
        LOG.debug("the answer of {} cannot be read", there.peer(), failure);
        visit.deny(there);
        return CopyAway.notThere("The answer of another instance broke off.");
    }

    void deny() {
        visit.deny(there);
    }

    @Override
    public Served served() {
        contents.ifPresent(begun -> add(begun.served()));
        return served.map(knownHere::with).orElseThrow(() -> CopyAway.notThere("Another instance was not asked."));
    }

    @Override
    public void close() {
        contents.ifPresent(RemoteContents::close);
    }
}
