package dev.tributary.benchmarks.process;

import dev.tributary.sandbox.process.Jvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who is measured. Each gets the same JVM options, and the same one processor. */
public final class Contenders {
    /** What all of them get. */
    public static final List<String> OPTIONS = List.of("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC");

    private static final long RECORD_CACHE_BYTES = 10 << 20;
    /** What of the service's limits is not its default, in YAML. */
    private static final String NO_CACHE = "{document_cache: 0MB}";

    private static final String DEFAULTS = "{}";

    public static final Contender TRIBUTARY = tributary("customer-orders");
    /** Reads only: each document comes out of RocksDB. */
    public static final Contender TRIBUTARY_FROM_STORES = tributaryFromStores("customer-orders");
    /** As fresh as Tributary: each change goes through. */
    public static final Contender DSL = dsl("customer-orders", "/customers/%d");
    /** With the record cache that Kafka Streams has by default: changes of one key within a commit interval become one. */
    public static final Contender CACHED_DSL = cachedDsl("customer-orders", "/customers/%d");
    /** Reads only: the ceiling. */
    public static final Contender CONSTANT = new Contender(
            "constant answer",
            "/customers/%d",
            place -> rival("dev.tributary.benchmarks.process.ConstantServer", place, 0));

    private static final String SPRING = "Spring Kafka + Spring MVC";
    private static final String QUARKUS = "Quarkus";
    /** With a database in the place of Kafka Streams. */
    public static final String SQL = "MariaDB + one SQL query";

    /** Tributary on two instances, each of which has half of the documents: there are no standbys. */
    public static final List<Contender> TRIBUTARY_OF_TWO = List.of(ofTwo("first"), ofTwo("second"));

    private Contenders() {}

    /**
     * Tributary with other documents.
     *
     * @param view that it serves; its file has the same name
     */
    public static Contender tributary(String view) {
        return new Contender("Tributary", "/views/" + view + "/%d", place -> tributary(view, place, DEFAULTS));
    }

    /** Likewise, but it keeps no documents in memory. */
    public static Contender tributaryFromStores(String view) {
        return new Contender(
                "Tributary without its document cache",
                "/views/" + view + "/%d",
                place -> tributary(view, place, NO_CACHE));
    }

    private static Contender ofTwo(String which) {
        // whoever comes second takes its half at once: without the lag it would wait until it has caught up, beside the
        // first
        String streams = "{num.standby.replicas: 0, acceptable.recovery.lag: 1000000000}";
        return new Contender(
                "Tributary without its document cache, " + which + " of two",
                "/views/customer-orders/%d",
                place -> tributary("customer-orders", place, "tributary-of-two", NO_CACHE, streams));
    }

    /**
     * The plain rival with other documents, as fresh as Tributary.
     *
     * @param documents of those that it knows how to make
     */
    public static Contender dsl(String documents, String path) {
        return new Contender("Kafka Streams DSL + Javalin", path, place -> plain(documents, place, 0));
    }

    /** As {@link #dsl}, with the record cache. */
    public static Contender cachedDsl(String documents, String path) {
        return new Contender(
                "Kafka Streams DSL + Javalin, record cache of 10 MB",
                path,
                place -> plain(documents, place, RECORD_CACHE_BYTES));
    }

    /** All with whom reads are compared; the record cache makes no difference to them. */
    public static List<Contender> rivals(Path benchmarks) {
        List<Contender> all = new ArrayList<>(List.of(DSL));
        all.addAll(built(benchmarks));
        return all;
    }

    /** All that make the documents. */
    public static List<Contender> streaming(Path benchmarks) {
        List<Contender> all = new ArrayList<>(List.of(TRIBUTARY, DSL, CACHED_DSL));
        all.addAll(built(benchmarks));
        return all;
    }

    /** Names of those who take no part, since they have not been built. */
    public static List<String> missing(Path benchmarks) {
        List<String> missing = new ArrayList<>(List.of(SPRING, QUARKUS, SQL));
        built(benchmarks).forEach(contender -> missing.remove(contender.name()));
        return missing;
    }

    /** Those of other frameworks that have been built, by {@code -Pbenchmarks}. */
    private static List<Contender> built(Path benchmarks) {
        List<Contender> built = new ArrayList<>();
        Path spring = benchmarks.resolve("spring/target/class-path");
        if (Files.exists(spring)) {
            String classPath = classPath(spring);
            built.add(new Contender(
                    SPRING,
                    "/customers/%d",
                    place -> rival("dev.tributary.benchmarks.spring.SpringService", classPath, place, 0)));
        }
        Path quarkus = benchmarks.resolve("quarkus/target/quarkus-app/quarkus-run.jar");
        if (Files.exists(quarkus)) {
            built.add(new Contender(
                    QUARKUS,
                    "/customers/%d",
                    place -> rival("io.quarkus.bootstrap.runner.QuarkusEntryPoint", quarkus.toString(), place, 0)));
        }
        Path sql = benchmarks.resolve("sql/target/class-path");
        if (Files.exists(sql)) {
            String classPath = classPath(sql);
            Map<String, String> programs =
                    Map.of("MARIADB", sql.resolveSibling("mariadb").toString());
            built.add(new Contender(
                    SQL,
                    "/customers/%d",
                    place -> rival("dev.tributary.benchmarks.sql.SqlService", classPath, place, programs)));
        }
        return built;
    }

    /** @param libraries the file that lists them */
    private static String classPath(Path libraries) {
        return libraries.resolveSibling("classes") + ":" + text(libraries).strip();
    }

    private static Jvm.Program plain(String documents, Place place, long cacheBytes) {
        return rival(
                "dev.tributary.benchmarks.dsl.PlainService",
                System.getProperty("java.class.path"),
                place,
                Map.of("CACHE_BYTES", Long.toString(cacheBytes), "DOCUMENTS", documents));
    }

    private static Jvm.Program rival(String mainClass, Place place, long cacheBytes) {
        return rival(mainClass, System.getProperty("java.class.path"), place, cacheBytes);
    }

    private static Jvm.Program rival(String mainClass, String classPath, Place place, long cacheBytes) {
        return rival(mainClass, classPath, place, Map.of("CACHE_BYTES", Long.toString(cacheBytes)));
    }

    private static Jvm.Program rival(String mainClass, String classPath, Place place, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BOOTSTRAP", place.bootstrap());
        environment.put("PORT", Integer.toString(place.port()));
        environment.put("STATE_DIR", place.state().toString());
        environment.put("APPLICATION_ID", place.directory().getFileName().toString());
        return new Jvm.Program(mainClass, List.of(), OPTIONS, classPath, environment, Processors.forContender());
    }

    private static Jvm.Program tributary(String view, Place place, String limits) {
        return tributary(view, place, place.directory().getFileName().toString(), limits, DEFAULTS);
    }

    /**
     * @param limits of the service, in YAML
     * @param streams settings of Kafka Streams, in YAML
     */
    private static Jvm.Program tributary(String view, Place place, String service, String limits, String streams) {
        try {
            Files.writeString(place.directory().resolve("views.yaml"), resource(view + ".yaml"));
            Path configuration = place.directory().resolve("service.yaml");
            Files.writeString(configuration, """
                    service: %1$s
                    views: [views.yaml]
                    http:
                      host: 127.0.0.1
                      port: %2$d
                      advertised: "127.0.0.1:%2$d"
                      limits: %6$s
                    state_dir: %3$s
                    partitions: 4
                    replication: 1
                    kafka: {bootstrap.servers: "%4$s"}
                    streams: %5$s
                    """.formatted(
                            service, place.port(), place.state(), place.bootstrap(), streams, limits));
            return new Jvm.Program(
                    "dev.tributary.cli.Main",
                    List.of("run", "-c", configuration.toString()),
                    OPTIONS,
                    System.getProperty("java.class.path"),
                    Map.of("TRIBUTARY_LOG", "WARN"),
                    Processors.forContender());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot configure Tributary in " + place.directory(), e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Contenders.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
