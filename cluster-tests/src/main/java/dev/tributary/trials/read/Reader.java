package dev.tributary.trials.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.rows.Shop;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One reader: it asks through every instance in turn, half of the time for a key of its own. Not thread-safe. */
final class Reader implements AutoCloseable {
    /** All processes share the processors of one machine: what starts takes them from what is to answer. */
    private static final String PATIENCE = "timeout=8s";

    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int TRIES = 3;
    private static final int PAGE = 10;

    /** What was sent shorter before the instance was told to stop may find its connection closed. */
    private static final long IN_FLIGHT_NS = 50_000_000;

    private final Readers all;
    private final Judge judge;
    private final Random random;
    private final long ownKey;
    private final Map<Instance, Connection> connections = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();

    /** What to ask for, and which documents may come. */
    private record Question(
            String path, String view, @Nullable String key, boolean own) {}

    Reader(Readers all, Judge judge, long seed) {
        this.all = all;
        this.judge = judge;
        random = new Random(seed);
        ownKey = 1L + random.nextInt(Shop.CUSTOMER_KEYS);
    }

    /** Asks once; where the instance went away meanwhile, another one is asked. */
    void read(long ticket, long dueNs) {
        Question question = question();
        for (int i = 0; i < TRIES; i++) {
            List<Instance> living = all.inRotation();
            if (living.isEmpty()) {
                return;
            }
            Instance instance = living.get((int) ((ticket + i) % living.size()));
            if (ask(instance, question, i == 0 ? dueNs : System.nanoTime())) {
                return;
            }
        }
    }

    private Question question() {
        int dice = random.nextInt(100);
        if (dice < 50) {
            return one(ownKey, true);
        }
        if (dice < 90) {
            return one(1 + random.nextInt(Shop.CUSTOMER_KEYS), false);
        }
        if (dice < 94) {
            String category = "category-" + random.nextInt(Shop.CATEGORY_NAMES);
            return new Question("/views/categories/" + category + "?" + PATIENCE, Shop.CATEGORIES, category, false);
        }
        String list = "/views/" + Shop.CUSTOMER_ORDERS + "?limit=" + PAGE + "&" + PATIENCE;
        return dice < 97
                ? new Question(list, Shop.CUSTOMER_ORDERS, null, false)
                : new Question(
                        list + "&city=city-" + random.nextInt(Shop.CITY_NAMES), Shop.CUSTOMER_ORDERS, null, false);
    }

    private static Question one(long key, boolean own) {
        return new Question(
                "/views/" + Shop.CUSTOMER_ORDERS + "/" + key + "?" + PATIENCE,
                Shop.CUSTOMER_ORDERS,
                Long.toString(key),
                own);
    }

    /** False when the instance went away, so that another one has to be asked. */
    private boolean ask(Instance instance, Question question, long dueNs) {
        long startNs = System.nanoTime();
        Connection connection = connections.computeIfAbsent(instance, each -> new Connection(each.port()));
        try {
            Answer answer = connection.get(question.path, "");
            long endNs = System.nanoTime();
            boolean fine = answer.status() == 200 || answer.status() == 404;
            if (!fine && wentAway(instance, startNs)) {
                all.tally(startNs).sentAgain();
                return false;
            }
            Tally tally = all.tally(startNs);
            tally.tried(startNs - dueNs);
            tally.answered(answer, endNs - startNs);
            if (fine) {
                check(instance, question, answer, new Seen(startNs, endNs, Math.max(0, answer.lagMs())), tally);
            } else {
                failed(instance, question, answer.status() + " " + new String(answer.body(), UTF_8), startNs);
            }
            return true;
        } catch (IOException broken) {
            if (wentAway(instance, startNs)) {
                all.tally(startNs).sentAgain();
                return false;
            }
            all.tally(startNs).tried(startNs - dueNs);
            failed(instance, question, broken.toString(), startNs);
            return true;
        }
    }

    /** A kill may break off what was sent before it; a stop in order may not. */
    private static boolean wentAway(Instance instance, long startNs) {
        boolean sentBeforeStop = instance.toldToStopAtNs() > startNs + IN_FLIGHT_NS;
        return !instance.livedSince(startNs) && !sentBeforeStop;
    }

    private void failed(Instance instance, Question question, String how, long startNs) {
        long ms = (System.nanoTime() - startNs) / 1_000_000;
        all.tally(startNs).bad(Tally.Bad.FAILED, sent(instance, question, startNs) + " after " + ms + " ms: " + how);
    }

    private String sent(Instance instance, Question question, long startNs) {
        return all.text(startNs) + "  " + instance.name() + " " + question.path;
    }

    private void check(Instance instance, Question question, Answer answer, Seen seen, Tally tally) throws IOException {
        if (question.key == null) {
            for (JsonNode item : EXACT.readTree(answer.body()).path("items")) {
                judge.document(question.view, item.path("key").asText(), item.path("document"), seen);
            }
        } else if (answer.status() == 404) {
            judge.missing(question.view, question.key, seen);
        } else {
            judge.document(question.view, question.key, EXACT.readTree(answer.body()), seen);
        }
        if (seen.staleNs() > 0) {
            tally.stale(seen.staleNs(), seen.lagMs());
        }
        String from =
                sent(instance, question, seen.startNs()) + " (" + answer.servedBy() + ", ms=" + answer.lagMs() + "): ";
        String wrong = seen.wrong();
        if (wrong != null) {
            tally.bad(Tally.Bad.WRONG, from + wrong);
        }
        if (Judge.isUntrue(seen)) {
            tally.bad(
                    Tally.Bad.UNTRUE,
                    from + seen.stalest() + ", out of date for " + seen.staleNs() / 1_000_000 + " ms");
        }
        if (question.own) {
            compare(from, seen, tally);
        }
    }

    /** The same key as last time: no row may be older than it was. */
    private void compare(String from, Seen seen, Tally tally) {
        String backwards = null;
        for (Map.Entry<String, Long> each : seen.versions().entrySet()) {
            Long before = newest.put(each.getKey(), each.getValue());
            if (before != null && before > each.getValue()) {
                backwards = each.getKey() + " in version " + each.getValue() + " after " + before;
            }
        }
        if (backwards != null) {
            tally.bad(Tally.Bad.BACKWARDS, from + backwards);
        }
    }

    @Override
    public void close() {
        connections.values().forEach(Connection::close);
    }
}
