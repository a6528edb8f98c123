package dev.tributary.query;

import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers documents of a view from all who have copies of it: first their keys, then, as they are sent, what is in them. What
 * several instances are asked for they are asked at the same time. For one request; not thread-safe.
 *
 * <p>All of it throws {@link CopyAway} when a copy is not where it was looked for; another attempt may find it.
 */
public final class Pages {
    /** So many entries that are outdated are passed over for one page; it is then short, and the next one goes on. */
    private static final int MOST_OUTDATED = 1_000;

    private final ViewReads view;
    private final Log documents;
    private final Routes routes;
    private final Chosen chosen;
    private final Set<Part> asked = new LinkedHashSet<>();

    /** @param chosen what of the documents is sent */
    public Pages(ViewReads view, Routes routes, Chosen chosen) {
        this.view = view;
        this.documents = view.plan().documents();
        this.routes = routes;
        this.chosen = chosen;
    }

    /** The page of all documents, or of those that a lookup asks for, behind a key, or the first one for null. */
    public Page behind(byte @Nullable [] after, int limit, Optional<Lookup> lookup) {
        return lookup.isPresent() ? found(lookup.get(), after, limit) : all(after, limit);
    }

    /** Documents of some keys, in that order; not all need be there. */
    public Page of(List<byte[]> keys) {
        return page(keys, Optional.empty());
    }

    private Page all(byte @Nullable [] after, int limit) {
        List<Integer> partitions = IntStream.range(0, view.partitions()).boxed().toList();
        Map<Part, List<Integer>> parts = byPart(partitions, partition -> routes.part(documents, partition));
        List<byte[]> keys = merged(ask(parts, (part, own) -> part.keys(own, after, limit + 1)), limit + 1);
        return keys.size() <= limit
                ? page(keys, Optional.empty())
                : page(keys.subList(0, limit), Optional.of(keys.get(limit - 1)));
    }

    /** An entry may be older or newer than its document, so each is looked at. */
    private Page found(Lookup lookup, byte @Nullable [] after, int limit) {
        Log log = lookup.index().log();
        Map<Part, List<byte[]>> entries = byPart(lookup.values(), values -> routes.part(log, view.partitionOf(values)));
        List<byte[]> found = new ArrayList<>();
        byte[] last = after;
        int outdated = 0;
        while (found.size() <= limit && outdated <= MOST_OUTDATED) {
            byte[] from = last;
            int wanted = limit + 1 - found.size();
            List<byte[]> keys = merged(
                    ask(entries, (part, values) -> part.entries(new Lookup(lookup.index(), values), from, wanted)),
                    wanted);
            if (keys.isEmpty()) {
                return page(found, Optional.empty());
            }
            int before = found.size();
            addMatching(keys, lookup, found);
            outdated += keys.size() - (found.size() - before);
            last = keys.get(keys.size() - 1);
        }
        return found.size() <= limit
                ? page(found, Optional.ofNullable(last))
                : page(found.subList(0, limit), Optional.of(found.get(limit - 1)));
    }

    private void addMatching(List<byte[]> keys, Lookup lookup, List<byte[]> found) {
        Map<Part, List<byte[]>> parts = byPart(keys, this::part);
        TreeSet<byte[]> matching = new TreeSet<>(Arrays::compareUnsigned);
        ask(parts, (part, own) -> part.matching(own, lookup)).forEach((part, places) -> {
            List<byte[]> own = parts.getOrDefault(part, List.of());
            places.stream().forEach(place -> matching.add(own.get(place)));
        });
        found.addAll(matching);
    }

    private Page page(List<byte[]> keys, Optional<byte[]> last) {
        Contents contents = contents(keys);
        try {
            return new Page(keys, last, served(), contents);
        } catch (RuntimeException failure) {
            contents.close();
            throw failure;
        }
    }

    // ------------------------------------------------------------------------------------------------- parts

    private Part part(byte[] key) {
        return routes.part(documents, view.partitionOf(key));
    }

    private Served served() {
        return asked.stream().map(Part::served).reduce(Served::with).orElseGet(() -> Served.active(view));
    }

    /** Sorts things by who has them. */
    private <T> Map<Part, List<T>> byPart(Collection<T> things, Function<T, Part> partOf) {
        Map<Part, List<T>> parts = new LinkedHashMap<>();
        for (T thing : things) {
            Part part = partOf.apply(thing);
            asked.add(part);
            parts.computeIfAbsent(part, first -> new ArrayList<>()).add(thing);
        }
        return parts;
    }

    private static <T, R> Map<Part, R> ask(
            Map<Part, List<T>> parts, BiFunction<Part, List<T>, CompletableFuture<R>> question) {
        Map<Part, CompletableFuture<R>> asked = new LinkedHashMap<>();
        parts.forEach((part, own) -> asked.put(part, question.apply(part, own)));
        Map<Part, R> answers = new LinkedHashMap<>();
        asked.forEach((part, answer) -> answers.put(part, join(answer)));
        return answers;
    }

    private static <R> R join(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static List<byte[]> merged(Map<Part, Listed> keys, int atMost) {
        if (keys.size() == 1) {
            return keys.values().iterator().next().keys();
        }
        TreeSet<byte[]> all = new TreeSet<>(Arrays::compareUnsigned);
        keys.values().forEach(each -> all.addAll(each.keys()));
        return all.stream().limit(atMost).toList();
    }

    /** What is in documents of several parts: each part's are opened at once, and read in the order of all. */
    private Contents contents(List<byte[]> keys) {
        Map<Part, List<byte[]>> parts = byPart(keys, this::part);
        Map<Part, Contents> opened = new LinkedHashMap<>();
        try {
            parts.forEach((part, own) -> opened.put(part, part.contents(own, chosen)));
        } catch (RuntimeException failure) {
            opened.values().forEach(Contents::close);
            throw failure;
        }
        return new GatheredContents(key -> opened.get(part(key)), opened.values());
    }
}
