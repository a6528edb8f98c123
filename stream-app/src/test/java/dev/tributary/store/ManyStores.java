package dev.tributary.store;

import dev.tributary.config.StoreMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Opens many stores in a process of its own, writes and reads in all of them by turns, and prints the most memory that RocksDB
 * said it had, and that the process had. A program, so that nothing else counts.
 */
final class ManyStores {
    private static final int VALUE_BYTES = 400;
    private static final int BATCH = 20;
    private static final int READS = 40;
    private static final int LOOK_EVERY = 64;

    private final List<RocksStore> stores = new ArrayList<>();
    private final Random random = new Random(1);
    private final long residentBefore;
    private long mostMemtables;
    private long mostReaders;
    private long mostUsed;
    private long mostResident;
    private int writes;

    private ManyStores(Path directory, int count) throws IOException {
        SharedMemory.get();
        residentBefore = resident();
        for (int i = 0; i < count; i++) {
            stores.add(new RocksStore(directory.resolve("store-" + i)));
        }
    }

    /**
     * Prints bytes: memtables, table readers, cache with what is charged to it, growth of the process.
     *
     * @param args directory, stores, rounds, MiB of cache, MiB of write buffers
     */
    public static void main(String[] args) throws IOException {
        StoreMemory memory = new StoreMemory(Long.parseLong(args[3]) << 20, Long.parseLong(args[4]) << 20);
        if (!SharedMemory.limit(memory)) {
            throw new IllegalStateException("there are stores already");
        }
        ManyStores many = new ManyStores(Path.of(args[0]), Integer.parseInt(args[1]));
        int rounds = Integer.parseInt(args[2]);
        for (int round = 0; round < rounds; round++) {
            many.writeToAll(round);
        }
        many.readFromAll(rounds);
        many.look();
        System.out.printf(
                "memtables %d readers %d used %d grown %d%n",
                many.mostMemtables, many.mostReaders, many.mostUsed, many.mostResident - many.residentBefore);
    }

    private void writeToAll(int round) throws IOException {
        for (RocksStore store : stores) {
            try (OrderedStore.Batch batch = store.newBatch()) {
                for (int i = 0; i < BATCH; i++) {
                    byte[] value = new byte[VALUE_BYTES];
                    random.nextBytes(value);
                    batch.put(key(round * BATCH + i), value);
                }
                store.write(batch);
            }
            if (++writes % LOOK_EVERY == 0) {
                look();
            }
        }
    }

    private void readFromAll(int rounds) throws IOException {
        for (RocksStore store : stores) {
            for (int i = 0; i < READS; i++) {
                if (store.get(key(random.nextInt(rounds * BATCH))) == null) {
                    throw new IllegalStateException("what was written is not there");
                }
            }
            if (++writes % LOOK_EVERY == 0) {
                look();
            }
        }
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(16)
                .putLong(number * 0x9E3779B97F4A7C15L)
                .putLong(number)
                .array();
    }

    private void look() throws IOException {
        mostMemtables = Math.max(mostMemtables, sum("rocksdb.size-all-mem-tables"));
        mostReaders = Math.max(mostReaders, sum("rocksdb.estimate-table-readers-mem"));
        mostUsed = Math.max(mostUsed, SharedMemory.figures().usedBytes());
        mostResident = Math.max(mostResident, resident());
    }

    private long sum(String property) {
        return stores.stream().mapToLong(store -> store.figure(property)).sum();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }
}
