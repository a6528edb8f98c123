package dev.tributary.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Canonical keys in ascending order. */
interface Keys {
    /** The key that follows a key (or the first, for null); null behind the last. */
    byte @Nullable [] next(byte @Nullable [] after);

    /** The keys of all of them behind a key (or from the first on, for null), in order, each once. */
    static List<byte[]> merge(Collection<? extends Keys> sources, byte @Nullable [] after, int atMost) {
        PriorityQueue<Head> heads = new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.key, b.key));
        sources.forEach(source -> advance(heads, source, after));
        List<byte[]> keys = new ArrayList<>();
        while (keys.size() < atMost && !heads.isEmpty()) {
            Head first = heads.remove();
            if (keys.isEmpty() || !Arrays.equals(keys.get(keys.size() - 1), first.key)) {
                keys.add(first.key);
            }
            advance(heads, first.source, first.key);
        }
        return keys;
    }

    private static void advance(PriorityQueue<Head> heads, Keys source, byte @Nullable [] after) {
        byte[] next = source.next(after);
        if (next != null) {
            heads.add(new Head(next, source));
        }
    }

    /** The next key of a source. */
    record Head(byte[] key, Keys source) {}
}
