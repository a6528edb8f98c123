package dev.tributary.sim;

import dev.tributary.plan.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A log: for each partition its records, with gaps where they were compacted away. */
final class SimLog {
    private final Log log;
    private final List<List<Entry>> partitions = new ArrayList<>();
    private final long[] ends;

    record Entry(long offset, byte[] key, byte @Nullable [] value) {}

    SimLog(Log log, int partitionCount) {
        this.log = log;
        ends = new long[partitionCount];
        // offsets start at 1, as 0 stands for a restored record
        Arrays.fill(ends, 1);
        for (int i = 0; i < partitionCount; i++) {
            partitions.add(new ArrayList<>());
        }
    }

    int partition(byte[] key) {
        return Math.floorMod(Arrays.hashCode(log.routing(key)), partitions.size());
    }

    void append(int partition, byte[] key, byte @Nullable [] value) {
        partitions.get(partition).add(new Entry(ends[partition]++, key, value));
    }

    /** How many records were ever appended. */
    long written() {
        return Arrays.stream(ends).sum() - ends.length;
    }

    long end(int partition) {
        return ends[partition];
    }

    /** The records from an offset on, up to (without) another. */
    List<Entry> range(int partition, long from, long to) {
        return partitions.get(partition).stream()
                .filter(entry -> entry.offset >= from && entry.offset < to)
                .toList();
    }

    @Nullable
    Entry next(int partition, long from) {
        List<Entry> entries = partitions.get(partition);
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).offset >= from) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == entries.size() ? null : entries.get(low);
    }

    /** Keeps the newest record of each key among those before the offset, and drops tombstones there. */
    void compact(int partition, long before) {
        TreeSet<byte[]> seen = new TreeSet<>(Arrays::compareUnsigned);
        List<Entry> kept = new ArrayList<>();
        List<Entry> all = partitions.get(partition);
        for (int i = all.size() - 1; i >= 0; i--) {
            Entry entry = all.get(i);
            if (entry.offset >= before || (seen.add(entry.key) && entry.value != null)) {
                kept.add(0, entry);
            }
        }
        partitions.set(partition, kept);
    }
}
