package dev.tributary.trials.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.oracle.Documents;
import dev.tributary.trials.fault.Cluster;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.read.Answer;
import dev.tributary.trials.read.Connection;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what each instance has itself, standbys included: it is asked as other instances ask it, and then answers from its own
 * copy or not at all.
 */
final class Copies {
    /** An active one, and one that stands by. */
    private static final int LEAST = 2;

    private static final int ELSEWHERE = 421;
    private static final int NONE = 404;

    private final Map<String, Map<String, Map<String, @Nullable Object>>> expected;
    private final Map<String, Integer> found = new HashMap<>();

    Copies(Map<String, Map<String, Map<String, @Nullable Object>>> expected) {
        this.expected = expected;
    }

    /** What a copy of an instance has otherwise; null when nothing. */
    @Nullable
    String difference(Instance instance) throws IOException {
        JsonNode told = Cluster.get(instance, "/instances/1/copies").path("views");
        try (Connection connection = new Connection(instance.port())) {
            for (String view : expected.keySet()) {
                String headers = "Tributary-Forwarded: any\r\nTributary-Definition: "
                        + told.path(view).path("definition").asText() + "\r\n";
                for (String key : expected.getOrDefault(view, Map.of()).keySet()) {
                    String path = "/views/" + view + "/" + key;
                    String difference = difference(connection.get(path, headers), view, key, path);
                    if (difference != null) {
                        return "the copy on " + instance.name() + " of " + path + ": " + difference;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable String difference(Answer answer, String view, String key, String path) throws IOException {
        if (answer.status() == ELSEWHERE) {
            return null;
        }
        found.merge(path, 1, Integer::sum);
        JsonNode document = answer.status() == NONE ? null : Convergence.json(answer, path);
        return Documents.difference(expected.getOrDefault(view, Map.of()).get(key), document);
    }

    /** A document of which there are too few copies; null when there is none. */
    @Nullable
    String missing() {
        for (String view : expected.keySet()) {
            for (String key : expected.getOrDefault(view, Map.of()).keySet()) {
                String path = "/views/" + view + "/" + key;
                if (found.getOrDefault(path, 0) < LEAST) {
                    return path + " has " + found.getOrDefault(path, 0) + " copies";
                }
            }
        }
        return null;
    }
}
