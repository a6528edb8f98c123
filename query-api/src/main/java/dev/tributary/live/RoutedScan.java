package dev.tributary.live;

import dev.tributary.cluster.Visit;
import dev.tributary.live.LiveReads.Item;
import dev.tributary.live.LiveReads.Scan;
import dev.tributary.plan.Log;
import dev.tributary.query.Listed;
import dev.tributary.query.Lookup;
import dev.tributary.query.Part;
import dev.tributary.query.Reading;
import dev.tributary.query.Wanted;
import dev.tributary.runtime.LogTail.Spot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One reading of a part of a listing. For one use. */
final class RoutedScan {
    private static final int MOST_ITEMS = 100;
    private static final long NOTHING = -1;

    private final Question asked;
    private final Visit visit;
    private final Map<Spot, Long> least;
    private final Map<Spot, Long> at = new HashMap<>();

    RoutedScan(Question asked, Visit visit, Map<Spot, Long> least) {
        this.asked = asked;
        this.visit = visit;
        this.least = least;
    }

    Scan behind(byte @Nullable [] after) {
        TreeSet<byte[]> found = new TreeSet<>(Arrays::compareUnsigned);
        for (Map.Entry<Log, Listed> each : listed(after)) {
            for (Map.Entry<Integer, Long> folded : each.getValue().folded().entrySet()) {
                if (!isFarEnough(new Spot(each.getKey(), folded.getKey()), folded.getValue())) {
                    return new Scan.NotYet();
                }
            }
            found.addAll(each.getValue().keys());
        }
        List<byte[]> keys = found.stream().limit(MOST_ITEMS + 1L).toList();
        List<byte[]> read = keys.subList(0, Math.min(MOST_ITEMS, keys.size()));
        return read.isEmpty() ? new Scan.Part(List.of(), Optional.empty(), at) : items(read, keys.size() > read.size());
    }

    private boolean isFarEnough(Spot spot, long folded) {
        at.merge(spot, folded, Math::max);
        return folded >= least.getOrDefault(spot, NOTHING);
    }

    /** The keys that each instance has, and in which log it found them. */
    private List<Map.Entry<Log, Listed>> listed(byte @Nullable [] after) {
        List<Map.Entry<Log, Listed>> all = new ArrayList<>();
        if (asked.lookup().isPresent()) {
            Lookup lookup = asked.lookup().get();
            Log log = lookup.index().log();
            Map<Part, List<byte[]>> values = new LinkedHashMap<>();
            for (byte[] each : lookup.values()) {
                Part part = visit.part(log, asked.view().partitionOf(each));
                values.computeIfAbsent(part, first -> new ArrayList<>()).add(each);
            }
            values.forEach((part, own) -> all.add(Map.entry(
                    log, RoutedReads.join(part.entries(new Lookup(lookup.index(), own), after, MOST_ITEMS + 1)))));
            return all;
        }
        Log log = asked.plan().documents();
        Map<Part, List<Integer>> partitions = new LinkedHashMap<>();
        IntStream.range(0, asked.view().partitions())
                .forEach(partition -> partitions
                        .computeIfAbsent(visit.part(log, partition), first -> new ArrayList<>())
                        .add(partition));
        partitions.forEach((part, own) ->
                all.add(Map.entry(log, RoutedReads.join(part.keys(own, after, MOST_ITEMS + 1)))));
        return all;
    }

    /** As many of the first ones as are read at once. */
    private Scan items(List<byte[]> keys, boolean isMore) {
        List<Wanted> wanted = keys.stream()
                .map(key -> new Wanted(key, least.getOrDefault(asked.spotOf(key), NOTHING)))
                .toList();
        List<Item> items = new ArrayList<>();
        for (Reading reading : RoutedReads.read(asked, wanted, visit)) {
            byte[] key = keys.get(items.size());
            if (reading instanceof Reading.Found found) {
                at.merge(asked.spotOf(key), found.at(), Math::max);
                items.add(new Item(key, found.json()));
            } else if (reading instanceof Reading.Missing missing) {
                at.merge(asked.spotOf(key), missing.at(), Math::max);
                items.add(new Item(key, null));
            } else {
                return new Scan.NotYet();
            }
        }
        boolean isEnd = items.size() == keys.size() && !isMore;
        return new Scan.Part(items, isEnd ? Optional.empty() : Optional.of(keys.get(items.size() - 1)), at);
    }
}
