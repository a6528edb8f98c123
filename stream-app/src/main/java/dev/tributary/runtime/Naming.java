package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.topology.Topics;
import dev.tributary.view.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The names of a service's applications and topics. Each ends in a hash over all that shapes its state, so a changed
 * definition, or a source topic that was deleted and made anew, is a new application that builds beside the old one.
 */
final class Naming {
    /** Changes when the stored form of logs and stores does. */
    private static final int FORMAT = 2;

    private static final int HASH_BYTES = 4;

    private final ServiceConfig config;
    private final Map<String, String> topicIds;

    /**
     * Prepares the names.
     *
     * @param topicIds of the source topics, by name
     */
    Naming(ServiceConfig config, Map<String, String> topicIds) {
        this.config = config;
        this.topicIds = Map.copyOf(topicIds);
    }

    static String deadLetters(ServiceConfig config) {
        return config.service() + "-dead-letters";
    }

    /** The application that ingests a source. */
    String application(Source source) {
        return config.service() + "-" + source.name() + "-" + hash(describe(source));
    }

    /** The application that keeps a view. */
    String application(Plan plan) {
        StringBuilder all = new StringBuilder(plan.views().toString());
        plan.sources().forEach(source -> all.append(describe(source)));
        return config.service() + "-" + plan.view().name() + "-" + hash(all.toString());
    }

    Topics topics(Source source) {
        return new Names(log -> rowTopic(source));
    }

    Topics topics(Plan plan) {
        Map<Log, String> rows = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
        plan.sources().forEach(source -> rows.put(Planner.rowLog(source), rowTopic(source)));
        plan.view().publish().ifPresent(topic -> rows.put(Plan.published(), topic));
        String application = application(plan);
        return new Names(log -> rows.getOrDefault(log, application + "-" + log.name()));
    }

    private String rowTopic(Source source) {
        return application(source) + "-rows";
    }

    private String describe(Source source) {
        return source + topicIds.getOrDefault(source.topic(), "") + config.partitions() + "/" + FORMAT;
    }

    private final class Names implements Topics {
        private final Function<Log, String> names;

        Names(Function<Log, String> names) {
            this.names = names;
        }

        @Override
        public String topic(Log log) {
            return names.apply(log);
        }

        @Override
        public String deadLetters() {
            return Naming.deadLetters(config);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
