package dev.tributary.trials.trial;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Oracle;
import dev.tributary.oracle.Rows;
import dev.tributary.oracle.ViewFile;
import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.fault.Cluster;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.read.Answer;
import dev.tributary.trials.read.Connection;
import dev.tributary.trials.rows.Feed;
import dev.tributary.trials.rows.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits until what the instances answer is what the oracle says, once nothing changes any more. */
final class Convergence {
    private static final Duration RIGHT_WITHIN = Duration.ofMinutes(4);
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);
    private static final int PAGE = 1_000;
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Cluster cluster;
    private final Feed feed;
    private final Map<String, Map<String, Map<String, @Nullable Object>>> expected;

    /** Of a feed that rests. */
    Convergence(Cluster cluster, Feed feed) {
        this.cluster = cluster;
        this.feed = feed;
        ViewFile file = ViewFile.ofText(Shop.views(cluster.service()));
        expected = new Oracle(file)
                .evaluate(Rows.after(file, feed.ledger().latest()).latest());
    }

    /** Returns the number of documents. */
    int await() {
        String[] last = {"nothing was compared"};
        Patience.until(
                "every document to be as the oracle says",
                RIGHT_WITHIN,
                () -> {
                    last[0] = difference();
                    return last[0] == null;
                },
                () -> String.valueOf(last[0]));
        return expected.values().stream().mapToInt(Map::size).sum();
    }

    private @Nullable String difference() throws IOException {
        Copies copies = new Copies(expected);
        for (Instance each : cluster.instances()) {
            String difference = difference(each);
            if (difference == null) {
                difference = copies.difference(each);
            }
            if (difference != null) {
                return difference;
            }
        }
        return cluster.instances().size() > 1 ? copies.missing() : null;
    }

    /** What an instance says otherwise; null when nothing. */
    private @Nullable String difference(Instance instance) throws IOException {
        for (JsonNode view : Cluster.get(instance, "/views").path("items")) {
            if (view.path("lag").path("records").longValue() != 0) {
                return instance.name() + ": " + view;
            }
        }
        try (Connection connection = new Connection(instance.port())) {
            for (String view : Shop.VIEWS) {
                Map<String, Map<String, @Nullable Object>> documents = expected.getOrDefault(view, Map.of());
                String difference = difference(connection, view, documents);
                if (difference != null) {
                    return instance.name() + ": " + difference;
                }
            }
        }
        return null;
    }

    private static @Nullable String difference(
            Connection connection, String view, Map<String, Map<String, @Nullable Object>> documents)
            throws IOException {
        Map<String, JsonNode> listed = new TreeMap<>();
        for (JsonNode item :
                json(connection, "/views/" + view + "?limit=" + PAGE).path("items")) {
            listed.put(item.path("key").asText(), item.path("document"));
        }
        Set<String> keys = new TreeSet<>(documents.keySet());
        keys.addAll(listed.keySet());
        for (String key : keys) {
            String inList = Documents.difference(documents.get(key), listed.get(key));
            String alone = inList != null
                    ? inList
                    : Documents.difference(documents.get(key), one(connection, "/views/" + view + "/" + key));
            if (alone != null) {
                return view + "/" + key + (inList == null ? ": " : " in the list: ") + alone + "\nexpected: "
                        + documents.get(key) + "\ncame:     " + listed.get(key);
            }
        }
        return null;
    }

    private static @Nullable JsonNode one(Connection connection, String path) throws IOException {
        Answer answer = connection.get(path, "");
        return answer.status() == 404 ? null : json(answer, path);
    }

    private static JsonNode json(Connection connection, String path) throws IOException {
        return json(connection.get(path, ""), path);
    }

    static JsonNode json(Answer answer, String path) throws IOException {
        if (answer.status() != 200) {
            throw new IOException(
                    path + ": " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return EXACT.readTree(answer.body());
    }

    /** All that nobody can read must be among the dead letters. */
    void checkDeadLetters() {
        if (feed.poisoned().isEmpty()) {
            return;
        }
        String topic = cluster.service() + "-dead-letters";
        Set<String> buried = Records.readAll(cluster.kafka().bootstrapServers(), topic, READ_WITHIN).stream()
                .map(each -> new String(each.value(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
        Set<String> lost = new TreeSet<>(feed.poisoned());
        lost.removeAll(buried);
        if (!lost.isEmpty()) {
            throw new IllegalStateException("not among the dead letters of " + topic + ": " + lost);
        }
    }
}
