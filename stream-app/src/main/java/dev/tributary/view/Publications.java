package dev.tributary.view;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads to which topics views are written, and checks that nothing else is in those. */
final class Publications {
    /** What Kafka takes. */
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private record Written(String view, Scalar topic) {}

    private final Problems problems;
    private final List<Written> all = new ArrayList<>();

    Publications(Problems problems) {
        this.problems = problems;
    }

    Optional<String> read(String view, Section section) {
        Optional<Scalar> topic = section.scalar("publish");
        topic.ifPresent(written -> all.add(new Written(view, written)));
        // an interpolation that failed is told already
        topic.filter(t -> !TOPIC.matcher(t.text()).matches() && !t.text().contains("${"))
                .ifPresent(t -> {
                    String hint = "use letters, digits, `.`, `_` and `-`, at most 249";
                    problems.error("bad-name", t.place(), "`" + t.text() + "` cannot be the name of a topic", hint);
                });
        return topic.map(Scalar::text);
    }

    void check(Map<String, Source> sources) {
        Map<String, Written> taken = new HashMap<>();
        for (Written publication : all) {
            String topic = publication.topic.text();
            sources.values().stream()
                    .filter(source -> source.topic().equals(topic))
                    .findFirst()
                    .ifPresent(source -> loop(publication, source));
            Written first = taken.putIfAbsent(topic, publication);
            if (first != null) {
                String message = "`" + first.view + "` and `" + publication.view + "` both write to `" + topic + "`";
                String hint = "first on line " + first.topic.place().line() + "; give each view a topic of its own";
                problems.error("publish-twice", publication.topic.place(), message, hint);
            }
        }
    }

    private void loop(Written publication, Source source) {
        String topic = publication.topic.text();
        String message = "`" + topic + "` is the topic of the source `" + source.name() + "`";
        String hint = "write to another topic: the documents would be read as rows of `" + source.name() + "`";
        problems.error("publish-loop", publication.topic.place(), message, hint);
    }
}
