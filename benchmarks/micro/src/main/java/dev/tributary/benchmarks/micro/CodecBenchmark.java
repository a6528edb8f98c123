package dev.tributary.benchmarks.micro;

import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.codec.Change;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.RecordDecoders;
import dev.tributary.codec.Row;
import dev.tributary.codec.RowReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Keys, and rows from the bytes of their records. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class CodecBenchmark {
    private static final Model MODEL =
            ViewFiles.parse(Map.of("views.yaml", """
            sources:
              plain: {topic: plain, key: order_id}
              debezium: {topic: debezium, key: order_id, format: debezium}
            views:
              orders: {from: plain, fields: [order_id]}
            """)).model();
    private static final String ROW = Shop.even(20_000, 2_000, 200_000).order(123_456, 7);
    private static final byte[] PLAIN = ROW.getBytes(StandardCharsets.UTF_8);
    private static final byte[] DEBEZIUM = ("{\"before\":null,\"after\":" + ROW
                    + ",\"source\":{\"connector\":\"mysql\",\"db\":\"shop\",\"table\":\"orders\",\"pos\":4711},\"op\":\"u\","
                    + "\"ts_ms\":1700000000000}")
            .getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEY = "123456".getBytes(StandardCharsets.UTF_8);

    private final RecordDecoder plain = RecordDecoders.of(MODEL.source("plain"));
    private final RecordDecoder debezium = RecordDecoders.of(MODEL.source("debezium"));
    private final RowReader columns = new RowReader(List.of("order_id", "user_id", "product_id", "qty", "total_price"));
    private long number = 123_456;

    @Benchmark
    public byte[] encodeKeyOfNumber() {
        return new TupleWriter().add(number++).toBytes();
    }

    @Benchmark
    public byte[] encodeKeyOfFourParts() {
        return new TupleWriter()
                .add(number++)
                .add("customer")
                .add(BigDecimal.valueOf(number, 2))
                .add(true)
                .toBytes();
    }

    @Benchmark
    public List<Change> decodePlain() {
        return plain.decode(KEY, PLAIN, RecordDecoder.Headers.NONE);
    }

    @Benchmark
    public List<Change> decodeDebezium() {
        return debezium.decode(KEY, DEBEZIUM, RecordDecoder.Headers.NONE);
    }

    @Benchmark
    public Row takeColumns() {
        return columns.read(PLAIN);
    }
}
