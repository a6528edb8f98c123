package dev.tributary.config;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.ServiceConfig.Http;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads configuration files. */
final class ServiceConfigReader {
    private static final List<String> KEYS = List.of(
            "service",
            "views",
            "http",
            "state_dir",
            "partitions",
            "threads",
            "replication",
            "instance_id",
            "prune_after_hours",
            "memory",
            "kafka",
            "streams");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    /** What Kafka takes, with some room for what Kafka Streams adds. */
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private static final int MAX_PARTITIONS = 10_000;
    private static final int MAX_THREADS = 1_000;
    /** Ten years. */
    private static final int MAX_HOURS = 87_600;

    private final Path folder;
    private final Problems problems;

    private ServiceConfigReader(Path file, Problems problems) {
        this.folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        this.problems = problems;
    }

    static ServiceConfig read(Path file, Map<String, String> environment) {
        Problems problems = new Problems();
        Optional<ServiceConfig> config = new Yaml(environment, problems)
                .read(file)
                .flatMap(root -> Section.of(root, Place.of(file.toString()), "the configuration", problems))
                .map(section -> new ServiceConfigReader(file, problems).read(section));
        problems.warningsOrThrow();
        return config.orElseThrow();
    }

    /** A view file's {@code views} is a mapping. A file that cannot be read as YAML is for its reader to complain of. */
    static List<Path> viewFiles(Path file, Map<String, String> environment) {
        Optional<Node> root = new Yaml(environment, new Problems()).read(file);
        boolean config = root.isPresent()
                && root.get() instanceof Mapping mapping
                && mapping.entry("sources").isEmpty()
                && mapping.entry("views")
                        .filter(e -> !(e.value() instanceof Mapping))
                        .isPresent();
        return config ? read(file, environment).views() : List.of(file);
    }

    private static final Map<String, String> SET_BY_THE_SERVICE = Map.of(
            "application.id", "it is made of `service` and the names in the view files",
            "application.server", "use `http.advertised`",
            "state.dir", "use `state_dir`, a key of the file itself",
            "num.stream.threads", "use `threads`, a key of the file itself",
            "group.instance.id", "use `instance_id`, a key of the file itself");

    private ServiceConfig read(Section section) {
        section.only(KEYS);
        return new ServiceConfig(
                service(section),
                views(section),
                http(section),
                folder.resolve(section.text("state_dir").orElse("data")),
                section.integer("partitions", 1, MAX_PARTITIONS).orElse(ServiceConfig.DEFAULT_PARTITIONS),
                section.integer("threads", 1, MAX_THREADS).orElse(1),
                replication(section),
                instanceId(section),
                section.section("memory").map(this::memory).orElse(StoreMemory.DEFAULT),
                section.integer("prune_after_hours", ServiceConfig.NEVER_PRUNE, MAX_HOURS)
                        .orElse(ServiceConfig.DEFAULT_PRUNE_AFTER_HOURS),
                section.section("kafka").map(Section::properties).orElse(Map.of()),
                section.section("streams").map(this::streams).orElse(Map.of()));
    }

    /** Each source and each view is an application of its own: one name or folder for all would mix them up. */
    private Map<String, String> streams(Section streams) {
        for (Entry entry : streams.entries()) {
            String ours = SET_BY_THE_SERVICE.get(entry.name());
            if (ours != null) {
                String message = "`" + entry.name() + "` is set by the service for each of its applications";
                problems.error("wrong-value", entry.key().place(), message, ours);
            }
        }
        return streams.properties();
    }

    private String service(Section section) {
        section.required("service");
        Optional<Scalar> service = section.scalar("service");
        service.filter(s -> !SERVICE.matcher(s.text()).matches()).ifPresent(s -> {
            String message = "`" + s.text() + "` cannot name a service: it becomes part of topic names";
            problems.error("bad-name", s.place(), message, "use letters, digits, `_` and `-`, at most 100");
        });
        return service.map(Scalar::text).orElse("");
    }

    private List<Path> views(Section section) {
        section.required("views");
        Set<Path> files = new LinkedHashSet<>();
        for (Scalar glob : section.scalars("views")) {
            List<Path> matching = Glob.files(folder, glob.text());
            if (matching.isEmpty()) {
                String message = "no file matches `" + glob.text() + "`";
                problems.error("no-files", glob.place(), message, "it is relative to this file");
            }
            files.addAll(matching);
        }
        return new ArrayList<>(files);
    }

    private Http http(Section section) {
        return section.section("http")
                .map(http -> new HttpReader(folder, problems).read(http))
                .orElseGet(() -> new Http(Http.DEFAULT_HOST, Http.DEFAULT_PORT, Optional.empty()));
    }

    private Optional<String> instanceId(Section section) {
        Optional<Scalar> id = section.scalar("instance_id");
        id.filter(i -> !INSTANCE.matcher(i.text()).matches()).ifPresent(i -> {
            String message = "`" + i.text() + "` cannot be an instance's id";
            problems.error("bad-name", i.place(), message, "use letters, digits, `.`, `_` and `-`, at most 200");
        });
        return id.map(Scalar::text);
    }

    private StoreMemory memory(Section memory) {
        memory.only(List.of("cache", "write_buffers"));
        return new StoreMemory(
                memory.size("cache", StoreMemory.LEAST_BYTES).orElse(StoreMemory.DEFAULT.cacheBytes()),
                memory.size("write_buffers", StoreMemory.LEAST_BYTES).orElse(StoreMemory.DEFAULT.writeBufferBytes()));
    }

    private int replication(Section section) {
        int replication = section.integer("replication", ServiceConfig.BROKER_DEFAULT, Short.MAX_VALUE)
                .orElse(ServiceConfig.BROKER_DEFAULT);
        if (replication == 0) {
            Place place = section.scalar("replication").orElseThrow().place();
            String hint = "a number of brokers, or -1 for the broker's default";
            problems.error("wrong-value", place, "`replication`: no topic can have 0 replicas", hint);
        }
        return replication;
    }
}
