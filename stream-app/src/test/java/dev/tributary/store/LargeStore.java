package dev.tributary.store;

import dev.tributary.config.StoreMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Fills a large store and looks rows up in it, and tells how many bytes each cost of its files. For a process of its own. */
final class LargeStore {
    private static final int ENTRIES = 800_000;
    private static final int VALUE_BYTES = 100;
    private static final int READS = 4_000;
    private static final long MEMORY_BYTES = 16 << 20;

    private LargeStore() {}

    public static void main(String[] arguments) throws IOException {
        if (!SharedMemory.limit(new StoreMemory(MEMORY_BYTES, MEMORY_BYTES))) {
            throw new IllegalStateException("there are stores already");
        }
        Path directory = Path.of(arguments[0]);
        Random random = new Random(1);
        try (RocksStore large = new RocksStore(directory.resolve("large"))) {
            fill(large, random);
            for (int i = 0; i < READS; i++) {
                require(large, random.nextInt(ENTRIES));
            }
            long before = readBytes();
            for (int i = 0; i < READS; i++) {
                require(large, random.nextInt(ENTRIES));
            }
            System.out.println("bytes of files for each read: " + (readBytes() - before) / READS);
        }
    }

    private static void fill(RocksStore store, Random random) {
        byte[] value = new byte[VALUE_BYTES];
        for (int i = 0; i < ENTRIES; i++) {
            random.nextBytes(value);
            try (OrderedStore.Batch batch = store.newBatch()) {
                batch.put(key(i), value);
                store.write(batch);
            }
        }
        store.flush();
    }

    private static void require(RocksStore store, int number) {
        if (store.get(key(number)) == null) {
            throw new IllegalStateException("the row " + number + " is missing");
        }
    }

    /** Not in the order in which they are written: else the first tables would stay as they are, which are small. */
    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt(Integer.reverse(number))
                .array();
    }

    /** What the process read from files, from the system's cache too. */
    private static long readBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("rchar:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
