package dev.tributary.live;

import dev.tributary.cluster.Budget;
import dev.tributary.cluster.Cluster;
import dev.tributary.cluster.Visit;
import dev.tributary.plan.Log;
import dev.tributary.query.Consistency;
import dev.tributary.query.CopyAway;
import dev.tributary.query.Part;
import dev.tributary.query.Reading;
import dev.tributary.query.Unavailable;
import dev.tributary.query.Wanted;
import dev.tributary.runtime.LogTail.Spot;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.StoreClosed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads copies wherever they are. */
public final class RoutedReads implements LiveReads {
    /** So long a call takes at most; what fails is tried again later. */
    private static final long CALL_MS = 1_000;

    private final Cluster cluster;

    public RoutedReads(Cluster cluster) {
        this.cluster = cluster;
    }

    private Visit visit(ViewReads view) {
        return cluster.visit(view, Consistency.ANY, Budget.ofMs(CALL_MS));
    }

    @Override
    public Optional<Unavailable> away(Question asked) {
        ViewReads view = asked.view();
        Optional<Unavailable> notShown = notShown(view);
        if (notShown.isPresent()) {
            return notShown;
        }
        Supplier<Optional<Unavailable>> look = () -> {
            try (Visit visit = visit(view)) {
                asked.spots().forEach(spot -> visit.choose(spot.log(), spot.partition()));
                return Optional.empty();
            }
        };
        return reading(view, look, Optional::of);
    }

    private Optional<Unavailable> notShown(ViewReads view) {
        ViewStatus.State state = view.state();
        boolean isElsewhere = state == ViewStatus.State.FAILED && !cluster.isAlone();
        return isElsewhere || state == ViewStatus.State.RUNNING || state == ViewStatus.State.RESTORING
                ? Optional.empty()
                : Unavailable.of(view.plan().view().name(), view.status());
    }

    /** What comes of reading, or of there being no copy. */
    private static <T> T reading(ViewReads view, Supplier<T> read, Function<Unavailable, T> away) {
        try {
            return read.get();
        } catch (CopyAway gone) {
            return away.apply(
                    noCopy(view, gone.copy().map(CopyAway.Copy::partition).orElse(0)));
        } catch (StoreClosed moved) {
            return away.apply(noCopy(view, 0));
        }
    }

    private static Unavailable noCopy(ViewReads view, int partition) {
        return Unavailable.noCopy(view.plan().view().name(), partition, view.status());
    }

    // ---------------------------------------------------------------------------------------------- documents

    @Override
    public List<Reading> read(Question asked, List<Wanted> wanted) {
        ViewReads view = asked.view();
        Optional<Unavailable> notShown = notShown(view);
        if (notShown.isPresent()) {
            return List.of(new Reading.Away(notShown.get()));
        }
        Supplier<List<Reading>> read = () -> {
            try (Visit visit = visit(view)) {
                return read(asked, wanted, visit);
            }
        };
        return reading(view, read, why -> List.of(new Reading.Away(why)));
    }

    /** Each instance is asked for those that it has, all at the same time; the first ones that were all read count. */
    static List<Reading> read(Question asked, List<Wanted> wanted, Visit visit) {
        Log documents = asked.plan().documents();
        Map<Part, List<Wanted>> parts = new LinkedHashMap<>();
        for (Wanted each : wanted) {
            Part part = visit.part(documents, asked.view().partitionOf(each.key()));
            parts.computeIfAbsent(part, first -> new ArrayList<>()).add(each);
        }
        Map<Part, CompletableFuture<List<Reading>>> answers = new LinkedHashMap<>();
        parts.forEach((part, own) -> answers.put(part, part.read(own, asked.chosen(), asked.lookup())));
        Map<Part, Iterator<Reading>> left = new LinkedHashMap<>();
        answers.forEach((part, answer) -> left.put(part, join(answer).iterator()));
        List<Reading> readings = new ArrayList<>();
        for (Wanted each : wanted) {
            Iterator<Reading> next = left.get(visit.part(documents, asked.view().partitionOf(each.key())));
            if (next == null || !next.hasNext()) {
                break;
            }
            readings.add(next.next());
        }
        return readings;
    }

    static <T> T join(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    // ----------------------------------------------------------------------------------------------- listings

    @Override
    public Scan scan(Question asked, byte @Nullable [] after, Map<Spot, Long> least) {
        ViewReads view = asked.view();
        Optional<Unavailable> notShown = notShown(view);
        if (notShown.isPresent()) {
            return new Scan.Away(notShown.get());
        }
        Supplier<Scan> scan = () -> {
            try (Visit visit = visit(view)) {
                return new RoutedScan(asked, visit, least).behind(after);
            }
        };
        return reading(view, scan, Scan.Away::new);
    }
}
