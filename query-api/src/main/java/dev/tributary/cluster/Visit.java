package dev.tributary.cluster;

import dev.tributary.plan.Log;
import dev.tributary.query.Consistency;
import dev.tributary.query.CopyAway;
import dev.tributary.query.LocalPart;
import dev.tributary.query.Part;
import dev.tributary.query.Routes;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.ViewReads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The copies that one request reads. When one is not where it was looked for, {@link #again} begins another attempt, which looks
 * elsewhere. Must be closed; not thread-safe.
 */
public final class Visit implements Routes, AutoCloseable {
    /** Where a partition moves, nobody has it for a moment. */
    private static final long PAUSE_MS = 20;

    /** So long an instance is waited for where there is another copy. */
    private static final long ATTEMPT_MS = 1_000;

    /** A store that closes while it is read may have a successor. */
    private static final int MOST_MOVES = 2;

    private final ViewReads view;
    private final Consistency wanted;
    private final Budget budget;
    private final @Nullable Router router;
    private final @Nullable RemoteCalls calls;
    private final Map<Place, Choice> chosen = new HashMap<>();
    private final Map<Choice, Part> parts = new HashMap<>();
    private final Set<Denied> denied = ConcurrentHashMap.newKeySet();
    private boolean isWaiting;
    private int moves;

    private record Place(Log log, int partition) {}

    /** An instance that was not found to have a copy; of all for null. */
    private record Denied(Choice choice, @Nullable Place place) {}

    /**
     * @param router null when only copies of this instance are read
     * @param calls likewise
     */
    Visit(ViewReads view, Consistency wanted, Budget budget, @Nullable Router router, @Nullable RemoteCalls calls) {
        this.view = view;
        this.wanted = wanted;
        this.budget = budget;
        this.router = router;
        this.calls = calls;
    }

    /** The copies of this instance only. */
    static Visit here(ViewReads view, Consistency wanted) {
        return new Visit(view, wanted, Budget.ofMs(0), null, null);
    }

    /** Whether only copies of this instance are read. */
    public boolean isHere() {
        return router == null;
    }

    /**
     * Where a partition is read in this attempt.
     *
     * @throws CopyAway when it is nowhere
     */
    public Choice choose(Log log, int partition) {
        if (router == null) {
            return new Choice.Here(wanted == Consistency.ACTIVE);
        }
        Place place = new Place(log, partition);
        Choice known = chosen.get(place);
        if (known == null) {
            known = best(router, place);
            chosen.put(place, known);
        }
        return known;
    }

    private Choice best(Router known, Place place) {
        List<Choice> choices = known.choices(view, place.log, place.partition, wanted);
        for (Choice choice : choices) {
            if (!denied.contains(new Denied(choice, place)) && !denied.contains(new Denied(choice, null))) {
                return choice;
            }
        }
        isWaiting = true;
        Unavailable why = Unavailable.noCopy(view.plan().view().name(), place.partition, view.status());
        throw CopyAway.notThere(why.explanation(), new CopyAway.Copy(place.log.name(), place.partition));
    }

    @Override
    public Part part(Log log, int partition) {
        return parts.computeIfAbsent(choose(log, partition), this::open);
    }

    private Part open(Choice choice) {
        return choice instanceof Choice.There there && calls != null
                ? new RemotePart(this, there, view, calls)
                : new LocalPart(view, choice.active() ? Consistency.ACTIVE : Consistency.ANY);
    }

    /** How long an instance is waited for. */
    long attemptMs() {
        long most = wanted == Consistency.ANY ? ATTEMPT_MS : Budget.MOST_MS;
        return Math.max(1, Math.min(most, budget.leftMs()));
    }

    // -------------------------------------------------------------------------------------- trying again

    /** An instance does not have the copy of a partition. */
    void deny(Choice choice, Log log, int partition) {
        denied.add(new Denied(choice, new Place(log, partition)));
        if (router != null) {
            router.forget(view, log);
        }
    }

    /** An instance does not answer. */
    void deny(Choice choice) {
        denied.add(new Denied(choice, null));
    }

    /** A copy could not be read. */
    public void deny(CopyAway away) {
        away.copy()
                .ifPresent(copy -> chosen.forEach((place, choice) -> {
                    if (choice instanceof Choice.Here
                            && place.partition == copy.partition()
                            && place.log.name().equals(copy.log())) {
                        denied.add(new Denied(choice, place));
                    }
                }));
    }

    /** A copy was closed while it was read; false when that was so too often. */
    public boolean moved() {
        return ++moves <= MOST_MOVES;
    }

    /** Begins another attempt; false when the time is over, or nobody else could have what is missing. */
    public boolean again() {
        close();
        if (router == null || budget.leftMs() == 0) {
            return false;
        }
        if (!isWaiting) {
            return true;
        }
        isWaiting = false;
        denied.clear();
        return !router.isAlone() && budget.pause(PAUSE_MS);
    }

    /** Ends the attempt. */
    @Override
    public void close() {
        parts.values().forEach(Part::close);
        parts.clear();
        chosen.clear();
    }
}
