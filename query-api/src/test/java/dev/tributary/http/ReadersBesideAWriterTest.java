package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Event;
import dev.tributary.oracle.Oracle;
import dev.tributary.oracle.Rows;
import dev.tributary.runtime.ViewReads;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 32 readers beside a writer that does not pause, {@code -Dbeside.seconds=N} long: each document that is read is one that
 * the oracle shows for its key at some time between the request and the answer.
 */
final class ReadersBesideAWriterTest {
    private static final int READERS = 32;
    private static final int SECONDS = Integer.getInteger("beside.seconds", 30);
    private static final int USERS = 8;
    private static final int ORDERS = 60;
    private static final long END_AT_MOST_S = 30;
    private static final String FILE = """
            sources:
              users: {topic: users, key: user_id}
              orders: {topic: orders, key: order_id, references: {user_id: users}}
            views:
              customers:
                from: users
                where: "n != 7"
                fields:
                  - user_id
                  - name
                  - n: {count: orders}
                  - spent: {sum: orders.total}
                  - least: {min: orders.total}
                  - orders: {many: orders, order_by: [-rank], limit: 5, fields: [order_id, rank, total]}
            """;
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    Path directory;

    private final Map<Integer, States> states = new TreeMap<>();
    private final Map<Integer, Map<String, @Nullable Object>> users = new TreeMap<>();
    private final Map<Integer, Map<String, @Nullable Object>> orders = new TreeMap<>();
    private final AtomicLong reads = new AtomicLong();
    private long writes;

    /** What one document has been, as hashes; 0 while there is none. */
    private static final class States {
        private long[] hashes = new long[1024];
        private int started = 1;
        private int applied = 1;

        /** What it will be once the change that is now made is applied. */
        synchronized void begin(long hash) {
            if (started == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * started);
            }
            hashes[started++] = hash;
        }

        synchronized void end() {
            applied = started;
        }

        synchronized int now() {
            return applied - 1;
        }

        synchronized boolean wasSince(int from, long hash) {
            for (int i = from; i < started; i++) {
                if (hashes[i] == hash) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void everyDocumentThatIsReadIsOneOfTheOracles() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime() & 0xFFFFFF);
        System.out.println("-Dseed=" + seed);
        for (int user = 0; user < USERS; user++) {
            states.put(user, new States());
        }
        Path file = Files.writeString(directory.resolve("views.yaml"), FILE);
        Oracle oracle = Oracle.of(file);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (TestView view = TestView.of(directory.resolve("view"), FILE, "customers", 4);
                HttpServer server = HttpServer.start(
                        new HttpServer.Options("127.0.0.1", 0), () -> Map.<String, ViewReads>of("customers", view))) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            BooleanSupplier goesOn = () -> System.nanoTime() < end;
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Random random = new Random(seed + 1 + i);
                done.add(readers.submit(() -> read(server.port(), random, goesOn)));
            }
            Random random = new Random(seed);
            while (goesOn.getAsBoolean()) {
                write(view, oracle, random);
            }
            for (Future<?> reader : done) {
                reader.get(END_AT_MOST_S, TimeUnit.SECONDS);
            }
        } finally {
            readers.shutdownNow();
        }
        System.out.println(reads + " documents were read beside " + writes + " changes");
        assertThat(reads.get()).isGreaterThan(READERS);
        assertThat(writes).isGreaterThan(READERS);
    }

    // ----------------------------------------------------------------------------------------------- the writer

    private void write(TestView view, Oracle oracle, Random random) {
        writes++;
        if (random.nextInt(20) == 0) {
            int user = random.nextInt(USERS);
            boolean gone = random.nextInt(3) == 0;
            Map<String, @Nullable Object> row = row("user_id", user);
            row.put("name", "user " + random.nextInt(100));
            change(view, oracle, users, "users", user, gone ? null : row, user, user);
            return;
        }
        int order = random.nextInt(ORDERS);
        Map<String, @Nullable Object> before = orders.get(order);
        int from = before == null ? random.nextInt(USERS) : number(before.get("user_id"));
        int to = random.nextInt(4) == 0 ? random.nextInt(USERS) : from;
        Map<String, @Nullable Object> row = row("order_id", order);
        row.put("user_id", BigDecimal.valueOf(to));
        row.put("rank", BigDecimal.valueOf(random.nextInt(30)));
        row.put("total", BigDecimal.valueOf(random.nextInt(100_000), 2));
        change(view, oracle, orders, "orders", order, random.nextInt(5) == 0 ? null : row, from, to);
    }

    private static int number(@Nullable Object value) {
        return ((BigDecimal) Objects.requireNonNull(value)).intValueExact();
    }

    private static Map<String, @Nullable Object> row(String key, int value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put(key, BigDecimal.valueOf(value));
        return row;
    }

    /** Says first what the documents of the two users will be, then changes the row. */
    private void change(
            TestView view,
            Oracle oracle,
            Map<Integer, Map<String, @Nullable Object>> rows,
            String source,
            int key,
            @Nullable Map<String, @Nullable Object> row,
            int from,
            int to) {
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
        for (int user : from == to ? new int[] {from} : new int[] {from, to}) {
            states(user).begin(expected(oracle, user));
        }
        if (row == null) {
            view.delete(source, "{\"" + (source.equals("users") ? "user_id" : "order_id") + "\":" + key + "}");
        } else {
            view.put(source, EXACT.valueToTree(row).toString());
        }
        states(from).end();
        states(to).end();
    }

    private States states(int user) {
        return Objects.requireNonNull(states.get(user));
    }

    private long expected(Oracle oracle, int user) {
        Rows rows = new Rows(oracle.file());
        Map<String, @Nullable Object> own = users.get(user);
        if (own == null) {
            return 0;
        }
        rows.apply(new Event("users", false, own));
        orders.values().stream()
                .filter(order -> number(order.get("user_id")) == user)
                .forEach(order -> rows.apply(new Event("orders", false, order)));
        Map<String, @Nullable Object> document =
                Objects.requireNonNull(oracle.evaluate(rows).get("customers")).get(Integer.toString(user));
        return document == null ? 0 : hash(document);
    }

    // ---------------------------------------------------------------------------------------------- the readers

    private void read(int port, Random random, BooleanSupplier goesOn) {
        HttpClient client = HttpClient.newHttpClient();
        String address = "http://127.0.0.1:" + port + "/views/customers";
        try {
            while (goesOn.getAsBoolean()) {
                if (random.nextInt(10) == 0) {
                    readPage(client, address);
                } else {
                    readOne(client, address, random.nextInt(USERS));
                }
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private void readOne(HttpClient client, String address, int user) throws Exception {
        int from = states(user).now();
        HttpResponse<String> answer = get(client, address + "/" + user);
        assertThat(answer.statusCode()).isIn(200, 404);
        check(user, from, answer.statusCode() == 404 ? null : EXACT.readTree(answer.body()));
    }

    private void readPage(HttpClient client, String address) throws Exception {
        Map<Integer, Integer> from = new TreeMap<>();
        states.forEach((user, each) -> from.put(user, each.now()));
        HttpResponse<String> answer = get(client, address);
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<Integer, JsonNode> found = new TreeMap<>();
        EXACT.readTree(answer.body())
                .path("items")
                .forEach(item -> found.put(item.path("key").asInt(), item.path("document")));
        for (Map.Entry<Integer, Integer> user : from.entrySet()) {
            check(user.getKey(), user.getValue(), found.get(user.getKey()));
        }
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void check(int user, int from, @Nullable JsonNode document) {
        reads.incrementAndGet();
        long hash = document == null ? 0 : hash(Documents.plain(document));
        assertThat(states(user).wasSince(from, hash))
                .as("document of user %d, which is none of those since state %d: %s", user, from, document)
                .isTrue();
    }

    /** Of the values, whatever the order of the members and the scale of the numbers; never 0. */
    private static long hash(@Nullable Object value) {
        long hash = 1125899906842597L;
        String text = text(value);
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash == 0 ? 1 : hash;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> members = new TreeMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), text(member)));
            return members.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ReadersBesideAWriterTest::text).toList().toString();
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }
}
