package dev.tributary.http;

import dev.tributary.codec.Message;
import dev.tributary.plan.Log;
import dev.tributary.runtime.LogTail;
import dev.tributary.runtime.LogTail.Entry;
import dev.tributary.runtime.LogTail.Spot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The logs of a view in memory, with tails as of a broker. Thread-safe. */
final class TestLogs {
    private final Map<Spot, NavigableMap<Long, Entry>> records = new HashMap<>();
    private final Map<Spot, Long> firsts = new HashMap<>();
    private String name = "logs-1";
    private int tails;

    synchronized void add(Log log, int partition, long offset, byte[] key, byte @Nullable [] value) {
        Spot spot = new Spot(log, partition);
        boolean isLive = value != null && Message.isLive(value[0]);
        records.computeIfAbsent(spot, first -> new TreeMap<>()).put(offset, new Entry(spot, offset, key, isLive));
        notifyAll();
    }

    private long end(Spot spot) {
        NavigableMap<Long, Entry> log = records.getOrDefault(spot, new TreeMap<>());
        return log.isEmpty() ? 0 : log.lastKey() + 1;
    }

    /** All that there is so far is gone. */
    synchronized void forget() {
        records.forEach((spot, log) -> firsts.put(spot, end(spot)));
    }

    /** The logs have another name from now on, as those of a view that is built anew. */
    synchronized void rename(String newName) {
        name = newName;
    }

    /** How many tails are open. */
    synchronized int tails() {
        return tails;
    }

    synchronized LogTail tail() {
        tails++;
        return new Tail();
    }

    private final class Tail implements LogTail {
        private final Map<Spot, Long> positions = new HashMap<>();
        private boolean isWoken;
        private boolean isClosed;

        @Override
        public String logs() {
            synchronized (TestLogs.this) {
                return name;
            }
        }

        @Override
        public Map<Spot, Long> beginnings(Collection<Spot> spots) {
            synchronized (TestLogs.this) {
                Map<Spot, Long> offsets = new HashMap<>();
                spots.forEach(spot -> offsets.put(spot, firsts.getOrDefault(spot, 0L)));
                return offsets;
            }
        }

        @Override
        public Map<Spot, Long> ends(Collection<Spot> spots) {
            synchronized (TestLogs.this) {
                Map<Spot, Long> offsets = new HashMap<>();
                spots.forEach(spot -> offsets.put(spot, end(spot)));
                return offsets;
            }
        }

        @Override
        public void follow(Map<Spot, Long> from) {
            positions.clear();
            positions.putAll(from);
        }

        @Override
        public List<Entry> poll(Duration atMost) {
            synchronized (TestLogs.this) {
                long deadline = System.nanoTime() + atMost.toNanos();
                List<Entry> entries = next();
                while (entries.isEmpty() && !isWoken && System.nanoTime() < deadline) {
                    await(deadline);
                    entries = next();
                }
                isWoken = false;
                return entries;
            }
        }

        private void await(long deadline) {
            try {
                TestLogs.this.wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                isWoken = true;
            }
        }

        private List<Entry> next() {
            List<Entry> entries = new ArrayList<>();
            positions.replaceAll((spot, at) -> {
                NavigableMap<Long, Entry> log = records.getOrDefault(spot, new TreeMap<>());
                entries.addAll(log.tailMap(at, true).values());
                return Math.max(at, end(spot));
            });
            return entries;
        }

        @Override
        public long position(Spot spot) {
            return positions.getOrDefault(spot, 0L);
        }

        @Override
        public void wakeup() {
            synchronized (TestLogs.this) {
                isWoken = true;
                TestLogs.this.notifyAll();
            }
        }

        @Override
        public void close() {
            synchronized (TestLogs.this) {
                tails -= isClosed ? 0 : 1;
                isClosed = true;
            }
        }
    }
}
