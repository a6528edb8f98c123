package dev.tributary.benchmarks.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.benchmarks.rows.Shop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** What a changed order and a read document cost in the engine, without Kafka and HTTP. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms256m", "-Xmx1g", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class EngineBenchmark {
    private static final Shop SHOP = Shop.even(20_000, 2_000, 200_000);

    private final Random random = new Random(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @Setup
    public void fill() {
        engine = new Engine(SHOP, "customer-orders");
    }

    /** What is wrong is not measured. */
    @TearDown
    public void check() throws IOException {
        try (Engine last = engine) {
            JsonMapper json = new JsonMapper();
            for (int customer = 2; customer < SHOP.customers(); customer += 97) {
                JsonNode expected = json.readTree(last.expected(customer));
                JsonNode came = json.readTree(document(customer).toByteArray());
                if (!expected.equals(came)) {
                    throw new IllegalStateException("Expected " + expected + ", but came " + came);
                }
            }
        }
    }

    @Benchmark
    public void changeOneOrder() {
        engine.change(random);
    }

    @Benchmark
    public ByteArrayOutputStream readOneDocument() {
        return document(2 + random.nextInt(SHOP.customers() - 2));
    }

    private ByteArrayOutputStream document(int customer) {
        out.reset();
        engine.read(customer, out);
        return out;
    }
}
