package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on disk: batches, snapshots beside a writer, closing beside readers, and what a crash leaves. */
class RocksStoreTest {
    private static final int BATCHES = 3_000;
    private static final int KEYS = 20;
    private static final long DEADLINE_S = 60;

    @TempDir
    Path dir;

    @Test
    void aBatchAppliesAsAWholeAndItsLastChangeOfAKeyCounts() {
        try (RocksStore store = new RocksStore(dir);
                OrderedStore.Batch batch = store.newBatch()) {
            batch.put(key("a"), value(1));
            batch.put(key("b"), value(1));
            batch.delete(key("b"));
            batch.put(key("a"), value(2));
            assertThat(store.get(key("a"))).isNull();
            store.write(batch);
            assertThat(store.get(key("a"))).isEqualTo(value(2));
            assertThat(store.get(key("b"))).isNull();
        }
    }

    @Test
    void entriesAreInTheOrderOfUnsignedBytes() {
        try (RocksStore store = new RocksStore(dir);
                OrderedStore.Batch batch = store.newBatch()) {
            byte[][] keys = {{0x10}, {0x10, 0x00}, {0x10, 0x7F}, {0x10, (byte) 0x80}, {0x10, (byte) 0xFF}, {0x11}};
            for (int i = keys.length - 1; i >= 0; i--) {
                batch.put(keys[i], value(i));
            }
            store.write(batch);
            List<byte[]> scanned = new ArrayList<>();
            store.scan(new byte[] {0x10}, (key, value) -> scanned.add(key));
            assertThat(scanned).containsExactly(keys[0], keys[1], keys[2], keys[3], keys[4]);
        }
    }

    /** A cursor that knows what it would find does not search: it must still stand where one that searches does. */
    @Test
    void aCursorStandsWhereASortedMapWould() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        NavigableMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
        try (RocksStore store = new RocksStore(dir)) {
            for (int round = 0; round < 20; round++) {
                change(store, map, random);
                try (OrderedStore.Cursor cursor = store.cursor()) {
                    walk(cursor, map, random, "seed " + seed);
                }
            }
        }
    }

    private static void change(RocksStore store, NavigableMap<byte[], byte[]> map, Random random) {
        try (OrderedStore.Batch batch = store.newBatch()) {
            for (int i = 0; i < 40; i++) {
                byte[] key = shortKey(random);
                if (random.nextInt(4) == 0) {
                    batch.delete(key);
                    map.remove(key);
                } else {
                    byte[] value = value(random.nextLong());
                    batch.put(key, value);
                    map.put(key, value);
                }
            }
            store.write(batch);
        }
        if (random.nextInt(3) == 0) {
            store.flush();
        }
    }

    private static void walk(
            OrderedStore.Cursor cursor, NavigableMap<byte[], byte[]> map, Random random, String description) {
        Map.@Nullable Entry<byte[], byte[]> at = null;
        for (int i = 0; i < 400; i++) {
            if (at != null && random.nextInt(3) == 0) {
                cursor.next();
                at = map.higherEntry(at.getKey());
            } else {
                byte[] target = random.nextInt(3) == 0 && at != null
                        ? Arrays.copyOf(at.getKey(), at.getKey().length + random.nextInt(2))
                        : shortKey(random);
                cursor.seek(target);
                at = map.ceilingEntry(target);
                Arrays.fill(target, (byte) 0x7F);
            }
            assertThat(cursor.isValid()).as(description).isEqualTo(at != null);
            if (at != null) {
                assertThat(cursor.key()).as(description).isEqualTo(at.getKey());
                assertThat(cursor.value()).as(description).isEqualTo(at.getValue());
            }
        }
    }

    /** Of few different bytes, so that many are neighbours, prefixes of each other, or the same. */
    private static byte[] shortKey(Random random) {
        byte[] key = new byte[1 + random.nextInt(3)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(6) * 51);
        }
        return key;
    }

    @Test
    void aSnapshotSeesOneInstantWhileAWriterWrites() throws Exception {
        try (RocksStore store = new RocksStore(dir)) {
            writeAll(store, 0);
            AtomicBoolean written = new AtomicBoolean();
            CompletableFuture<Long> reader = CompletableFuture.supplyAsync(() -> {
                long last = 0;
                while (!written.get()) {
                    last = readOneInstant(store, last);
                }
                return readOneInstant(store, last);
            });
            for (int i = 1; i <= BATCHES; i++) {
                writeAll(store, i);
                if (i % 1_000 == 0) {
                    store.flush();
                }
            }
            written.set(true);
            assertThat(reader.get(DEADLINE_S, TimeUnit.SECONDS)).isEqualTo(BATCHES);
        }
    }

    private static void writeAll(RocksStore store, long value) {
        try (OrderedStore.Batch batch = store.newBatch()) {
            for (int i = 0; i < KEYS; i++) {
                batch.put(key("k" + i), value(value));
            }
            store.write(batch);
        }
    }

    /** Reads all keys, by cursor and one by one: all must have the same value, and none an older one than last time. */
    private static long readOneInstant(RocksStore store, long last) {
        try (OrderedStore.Snapshot snapshot = store.snapshot()) {
            byte[] first = snapshot.get(key("k0"));
            List<byte[]> values = new ArrayList<>();
            snapshot.scan(key("k"), (key, value) -> values.add(value));
            assertThat(values)
                    .hasSize(KEYS)
                    .allSatisfy(value -> assertThat(value).isEqualTo(first));
            long seen = ByteBuffer.wrap(first).getLong();
            assertThat(seen).isGreaterThanOrEqualTo(last);
            return seen;
        }
    }

    @Test
    void closingWaitsForReadersAndLetsNoNewOnesIn() throws Exception {
        RocksStore store = new RocksStore(dir);
        writeAll(store, 7);
        OrderedStore.Snapshot reader = store.snapshot();
        CountDownLatch closed = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            store.close();
            closed.countDown();
        });
        closer.start();
        awaitClosing(store);
        assertThat(closed.getCount()).isEqualTo(1);
        assertThat(reader.get(key("k0"))).isEqualTo(value(7));
        reader.close();
        assertThat(closed.await(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(store::snapshot).isInstanceOf(StoreClosed.class).hasMessage("the store was closed");
        store.close();
    }

    private static void awaitClosing(RocksStore store) throws InterruptedException {
        for (long tries = DEADLINE_S * 100; tries > 0; tries--) {
            try (OrderedStore.Snapshot open = store.snapshot()) {
                assertThat(open).isNotNull();
            } catch (StoreClosed closing) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("still lets readers in after " + DEADLINE_S + " s");
    }

    @Test
    void reopeningFindsAllThatWasWrittenBeforeItWasClosed() {
        try (RocksStore store = new RocksStore(dir)) {
            writeAll(store, 3);
        }
        try (RocksStore store = new RocksStore(dir)) {
            assertThat(store.get(key("k19"))).isEqualTo(value(3));
        }
    }

    /** There is no write-ahead log: a crash takes back whole batches, the last ones, and never what was flushed. */
    @Test
    void aCrashLeavesWhatWasFlushedAndTheOffsetThatBelongsToIt() throws IOException {
        Path crashed = dir.resolve("crashed");
        try (RocksStore store = new RocksStore(dir.resolve("running"))) {
            FoldState state = new FoldState(store);
            writeAt(state, 41);
            store.flush();
            writeAt(state, 42);
            copy(dir.resolve("running"), crashed);
        }
        try (RocksStore store = new RocksStore(crashed)) {
            assertThat(new FoldState(store).offset()).isEqualTo(41);
            assertThat(store.get(key("row"))).isEqualTo(value(41));
        }
    }

    private static void writeAt(FoldState state, long offset) {
        try (FoldState.Change change = state.change(offset)) {
            change.batch().put(key("row"), value(offset));
            change.apply();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
