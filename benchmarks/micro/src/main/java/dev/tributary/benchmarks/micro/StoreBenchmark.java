package dev.tributary.benchmarks.micro;

import dev.tributary.sandbox.process.Folders;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.RocksStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A store of 200,000 entries of 150 bytes, as a step uses it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class StoreBenchmark {
    private static final int ENTRIES = 200_000;
    private static final int VALUE_BYTES = 150;

    private final Random random = new Random(1);

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private RocksStore store;

    @Setup
    public void fill() throws IOException {
        directory = Files.createTempDirectory("tributary-store");
        store = new RocksStore(directory);
        for (int i = 0; i < ENTRIES; i++) {
            put(key(i));
        }
    }

    @TearDown
    public void close() {
        store.close();
        Folders.delete(directory);
    }

    @Benchmark
    public byte @Nullable [] getOneThatIsThere() {
        return store.get(any());
    }

    @Benchmark
    public byte @Nullable [] getOneThatIsMissing() {
        return store.get(key(ENTRIES + random.nextInt(ENTRIES)));
    }

    @Benchmark
    public byte @Nullable [] getAndPut() {
        byte[] key = any();
        byte[] was = store.get(key);
        put(key);
        return was;
    }

    private byte[] any() {
        return key(random.nextInt(ENTRIES));
    }

    private void put(byte[] key) {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        try (OrderedStore.Batch batch = store.newBatch()) {
            batch.put(key, value);
            store.write(batch);
        }
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(2 + Integer.BYTES)
                .put((byte) 2)
                .put((byte) 5)
                .putInt(Integer.reverse(number))
                .array();
    }
}
