package dev.tributary.benchmarks.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.benchmarks.load.Paths;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import dev.tributary.sandbox.process.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

/**
 * Two instances of Tributary, each with half of the documents. The first is asked; what it does not have, the second answers
 * through it. Not thread-safe.
 */
public final class TwoInstances implements AutoCloseable {
    private static final Duration SHARED_WITHIN = Duration.ofMinutes(5);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
    private static final int OK = 200;
    /** So many documents of each kind are asked for. */
    private static final int DOCUMENTS = 500;

    /** Often enough to know who answers, though an answer may be counted after the next has been asked for. */
    private static final int ASKED_EACH = 3;

    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANSWERED = "tributary_http_requests_seconds_count{";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWERED_WITHIN).build();
    private final Site<ShopLedger> site;
    private final Running first;
    private final Running second;
    private final List<String> here = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();

    private TwoInstances(Site<ShopLedger> site) {
        this.site = site;
        first = site.start(Contenders.TRIBUTARY_OF_TWO.get(0));
        second = site.start(Contenders.TRIBUTARY_OF_TWO.get(1));
    }

    /** Starts them, and warms both up. */
    public static TwoInstances start(Shop shop, Path directory, Duration warmUp)
            throws ExecutionException, InterruptedException {
        Site<ShopLedger> site = Site.of(shop, directory);
        try {
            TwoInstances two = new TwoInstances(site);
            two.awaitShared();
            Documents.await(two.first, site.ledger(), List.of());
            Documents.await(two.second, site.ledger(), List.of());
            two.sort();
            Reads.asFastAsTheyGo(two.first, any(two.here), warmUp);
            Reads.asFastAsTheyGo(two.first, any(two.elsewhere), warmUp);
            return two;
        } catch (RuntimeException | Error | InterruptedException failure) {
            site.close();
            throw failure;
        }
    }

    private void awaitShared() {
        Set<String> both = new TreeSet<>(Set.of("127.0.0.1:" + first.port(), "127.0.0.1:" + second.port()));
        Patience.until(
                "both instances to have a part of the documents",
                SHARED_WITHIN,
                () -> owners().equals(both),
                () -> first.lastWords() + "\n" + second.lastWords());
    }

    /** Who keeps partitions of the view; nobody as long as one is missing. */
    private Set<String> owners() throws IOException {
        Set<String> owners = new TreeSet<>();
        for (JsonNode partition :
                JSON.readTree(get(first, "/cluster")).path("views").path(0).path("partitions")) {
            JsonNode active = partition.path("active").path("instance");
            if (!active.isTextual()) {
                return Set.of();
            }
            owners.add(active.textValue());
        }
        return owners;
    }

    /** Where a document is, is seen by who has answered. */
    private void sort() {
        int customers = site.ledger().shop().customers();
        long before = answeredBySecond();
        for (int customer = 2; customer <= customers && !isEnough(); customer++) {
            String path = first.contender().path(customer);
            for (int i = 0; i < ASKED_EACH; i++) {
                get(first, path);
            }
            long after = answeredBySecond();
            (after - before > ASKED_EACH / 2 ? elsewhere : here).add(path);
            before = after;
        }
        if (here.isEmpty() || elsewhere.isEmpty()) {
            throw new IllegalStateException("Expected documents on both instances, but " + here.size()
                    + " are on the first and " + elsewhere.size() + " on the second");
        }
    }

    private boolean isEnough() {
        return here.size() >= DOCUMENTS && elsewhere.size() >= DOCUMENTS;
    }

    /** Requests for documents that the second has answered, whoever asked. */
    private long answeredBySecond() {
        return get(second, "/metrics")
                .lines()
                .filter(line -> line.startsWith(ANSWERED) && line.contains("view=\"customer-orders\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String get(Running of, String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of.port() + path))
                            .timeout(ANSWERED_WITHIN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("Expected 200, but came " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    /** Of those that the first has. */
    public Reads local(Duration time) throws InterruptedException {
        return Reads.asFastAsTheyGo(first, any(here), time, second);
    }

    /** Likewise, so many a second. */
    public Reads localAtRate(int perSecond, Duration time) throws InterruptedException {
        return Reads.atRate(first, any(here), perSecond, time, second);
    }

    /** Of those that it has to ask for; processor time is that of both. */
    public Reads forwarded(Duration time) throws InterruptedException {
        long before = answeredBySecond();
        return requireForwarded(before, Reads.asFastAsTheyGo(first, any(elsewhere), time, second));
    }

    /** Likewise, so many a second. */
    public Reads forwardedAtRate(int perSecond, Duration time) throws InterruptedException {
        long before = answeredBySecond();
        return requireForwarded(before, Reads.atRate(first, any(elsewhere), perSecond, time, second));
    }

    /** A partition that has moved meanwhile would make them what they are not. */
    private Reads requireForwarded(long before, Reads reads) {
        Patience.until(
                reads.answers() + " reads to have been forwarded",
                COUNTED_WITHIN,
                () -> answeredBySecond() - before >= reads.answers(),
                () -> answeredBySecond() - before + " were");
        return reads;
    }

    private static Paths any(List<String> paths) {
        return (Random random) -> paths.get(random.nextInt(paths.size()));
    }

    @Override
    public void close() {
        site.close();
    }
}
