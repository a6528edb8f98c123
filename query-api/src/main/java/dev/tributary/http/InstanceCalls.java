package dev.tributary.http;

import dev.tributary.cluster.Calls;
import dev.tributary.cluster.Cluster;
import dev.tributary.cluster.Frames;
import dev.tributary.plan.Index;
import dev.tributary.query.Chosen;
import dev.tributary.query.Contents;
import dev.tributary.query.CopyAway;
import dev.tributary.query.Listed;
import dev.tributary.query.LocalPart;
import dev.tributary.query.Lookup;
import dev.tributary.query.Wanted;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.StoreClosed;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other instances ask of this one's copies. */
final class InstanceCalls {
    private static final String FRAMES = "application/octet-stream";

    private final Views views;
    private final Cluster cluster;

    InstanceCalls(Views views, Cluster cluster) {
        this.views = views;
        this.cluster = cluster;
    }

    void addTo(RoutesConfig routes) {
        Api.read(routes, Calls.ROOT + "/copies", this::copies);
        add(routes, "keys", Calls.KeysCall.class, InstanceCalls::keys);
        add(routes, "entries", Calls.EntriesCall.class, InstanceCalls::entries);
        add(routes, "matching", Calls.MatchingCall.class, InstanceCalls::matching);
        add(routes, "read", Calls.ReadCall.class, InstanceCalls::read);
        add(routes, "documents", Calls.DocumentsCall.class, InstanceCalls::documents);
    }

    private interface Call<T> {
        void answer(Context ctx, ViewReads view, LocalPart part, T call) throws IOException;
    }

    private <T> void add(RoutesConfig routes, String what, Class<T> type, Call<T> call) {
        routes.post(Calls.ROOT + "/views/{view}/" + what, ctx -> answer(ctx, type, call));
    }

    private void copies(Context ctx) throws IOException {
        Body.sendWhole(ctx, 200, Accepts.JSON, Calls.bytes(cluster.told()));
    }

    private <T> void answer(Context ctx, Class<T> type, Call<T> call) throws IOException {
        Hop hop = Exchange.of(ctx).hop().orElseThrow(() -> new Refusal(Problems.notAnInstance()));
        ViewReads view = views.all().get(ctx.pathParam("view"));
        if (view == null || !cluster.isDefinedAlike(view, hop.definition())) {
            throw new Refusal(Problems.elsewhere("The view is not there, or defined otherwise here."));
        }
        T asked;
        try {
            asked = Calls.read(ctx.bodyAsBytes(), type);
        } catch (IOException other) {
            throw new Refusal(Problem.of(400, "bad-call", "Bad call", "The call is not one of this version."));
        }
        try (LocalPart part = new LocalPart(view, hop.wanted())) {
            call.answer(ctx, view, part, asked);
        } catch (CopyAway away) {
            throw new Refusal(Problems.away(view, away, true));
        } catch (StoreClosed moved) {
            throw new Refusal(Problems.elsewhere("The copy is being closed."));
        }
    }

    private static void keys(Context ctx, ViewReads view, LocalPart part, Calls.KeysCall call) throws IOException {
        Listed keys = part.keys(call.partitions(), call.after(), call.limit()).join();
        send(ctx, part, keys);
    }

    private static void entries(Context ctx, ViewReads view, LocalPart part, Calls.EntriesCall call)
            throws IOException {
        Listed keys = part.entries(lookup(view, call.found()), call.after(), call.limit())
                .join();
        send(ctx, part, keys);
    }

    private static void matching(Context ctx, ViewReads view, LocalPart part, Calls.MatchingCall call)
            throws IOException {
        List<Integer> places = part.matching(call.keys(), lookup(view, call.found())).join().stream()
                .boxed()
                .toList();
        send(ctx, part, new Calls.Matching(places));
    }

    private static void read(Context ctx, ViewReads view, LocalPart part, Calls.ReadCall call) throws IOException {
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < call.keys().size(); i++) {
            wanted.add(new Wanted(call.keys().get(i), call.least().get(i)));
        }
        Optional<Lookup> lookup = Optional.ofNullable(call.found()).map(found -> lookup(view, found));
        List<Calls.Read> readings = part.read(wanted, chosen(view, call.fields()), lookup).join().stream()
                .map(Calls.Read::of)
                .toList();
        send(ctx, part, new Calls.Readings(readings));
    }

    private static Chosen chosen(ViewReads view, Map<String, Object> fields) {
        return Chosen.of(view.plan(), view.plan().outline().resolve(Calls.selection(fields)));
    }

    private static Lookup lookup(ViewReads view, Calls.Found found) {
        Index index = view.plan().indexes().stream()
                .filter(each -> each.fields().equals(found.fields()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Problems.elsewhere("There is no such index here.")));
        return new Lookup(index, found.values());
    }

    private static void send(Context ctx, LocalPart part, Object answer) throws IOException {
        Freshness.set(ctx, part.served());
        Body.sendWhole(ctx, 200, Accepts.JSON, Calls.bytes(answer));
    }

    private static void documents(Context ctx, ViewReads view, LocalPart part, Calls.DocumentsCall call)
            throws IOException {
        Chosen chosen = chosen(view, call.fields());
        try (Contents contents = part.contents(call.keys(), chosen)) {
            Freshness.set(ctx, part.served());
            ctx.status(200).contentType(FRAMES);
            OutputStream out = ClientStream.plain(ctx.res().getOutputStream()).bound();
            for (byte[] key : call.keys()) {
                if (contents.contains(key)) {
                    Frames.found(out, document -> contents.write(key, document));
                } else {
                    Frames.missing(out);
                }
            }
        }
    }
}
