package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.load.Connection;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * From the acknowledgement of a changed order until its customer's document shows it over HTTP, while orders change at a fixed
 * rate. One in fifty is followed, whether or not those before it are visible yet: a contender that stands still is charged for
 * all that wait meanwhile.
 */
public final class Freshness {
    private static final int WARM_UP_CHANGES = 100_000;
    private static final int FOLLOWED_OF = 50;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int DIGITS = 3;
    private static final long ASK_AGAIN_NS = TimeUnit.MICROSECONDS.toNanos(500);
    /** Of what it has waited already, so that those who wait for long do not ask most. */
    private static final int ASK_AGAIN_PART = 20;

    private static final long LOOK_FOR_DUE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final Site<ShopLedger> site;
    private final Running running;
    private final int perSecond;
    private final Random random = new Random(5);
    private final Histogram visibleAfter = new ConcurrentHistogram(LONGEST.toNanos(), DIGITS);
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    private Freshness(Site<ShopLedger> site, Running running, int perSecond) {
        this.site = site;
        this.running = running;
        this.perSecond = perSecond;
    }

    /** An order that was changed. Quantities grow, so a larger one shows this change, too. */
    private record Followed(int order, int customer, int quantity) {}

    /**
     * Changes orders for a while.
     *
     * @return of those that were followed, in nanoseconds
     */
    public static Histogram of(Contender contender, Shop shop, int perSecond, Duration time, Path directory)
            throws ExecutionException, InterruptedException, IOException {
        try (Site<ShopLedger> site = Site.of(shop, directory)) {
            Running running = site.start(contender);
            Documents.await(running, site.ledger(), List.of(shop.customerOf(shop.orders())));
            Freshness freshness = new Freshness(site, running, perSecond);
            freshness.warmUp();
            freshness.follow(time);
            return freshness.visibleAfter;
        }
    }

    private void warmUp() {
        Deque<Integer> last = new ArrayDeque<>();
        for (int i = 0; i < WARM_UP_CHANGES; i++) {
            last.add(change(() -> {}).customer);
            if (last.size() > FOLLOWED_OF) {
                last.remove();
            }
        }
        site.topics().flush();
        Documents.await(running, site.ledger(), last);
    }

    /** Of any order. */
    private Followed change(Runnable acknowledged) {
        Shop shop = site.ledger().shop();
        int order = 1 + random.nextInt(shop.orders());
        String row = site.ledger().change(order);
        site.topics().send(ShopLedger.ORDERS, order, row, acknowledged);
        return new Followed(order, shop.customerOf(order), site.ledger().quantityOf(order));
    }

    private void follow(Duration time) throws ExecutionException, InterruptedException, IOException {
        ExecutorService followers = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<Void>> seen = new ArrayList<>();
            long start = System.nanoTime();
            for (long sent = 0; sent < time.toNanos() * perSecond / 1_000_000_000; sent++) {
                awaitDue(start + sent * 1_000_000_000 / perSecond);
                if (sent % FOLLOWED_OF == 0) {
                    CompletableFuture<Long> acknowledged = new CompletableFuture<>();
                    Followed followed = change(() -> acknowledged.complete(System.nanoTime()));
                    seen.add(acknowledged.thenAcceptAsync(at -> awaitVisible(followed, at), followers));
                } else {
                    change(() -> {});
                }
            }
            site.topics().flush();
            for (CompletableFuture<Void> each : seen) {
                each.get();
            }
        } finally {
            followers.shutdownNow();
            for (Connection each : idle) {
                each.close();
            }
        }
    }

    private static void awaitDue(long due) {
        while (due - System.nanoTime() > 0) {
            LockSupport.parkNanos(Math.min(LOOK_FOR_DUE_NS, due - System.nanoTime()));
        }
    }

    private void awaitVisible(Followed followed, long acknowledged) {
        try {
            Connection kept = idle.poll();
            Connection connection = kept == null ? new Connection(running.port()) : kept;
            awaitVisible(connection, followed, acknowledged);
            idle.push(connection);
        } catch (IOException failure) {
            throw new IllegalStateException("cannot read the document of customer " + followed.customer, failure);
        }
    }

    private void awaitVisible(Connection connection, Followed followed, long acknowledged) throws IOException {
        byte[] request = connection.request(running.contender().path(followed.customer));
        // its number is only there once; a database writes JSON with spaces
        Pattern shown = Pattern.compile("\"order_id\": ?" + followed.order + ", ?\"qty\": ?([0-9]+)");
        while (true) {
            connection.send(request);
            long waited = System.nanoTime() - acknowledged;
            Matcher found = shown.matcher(connection.body());
            if (found.find() && Integer.parseInt(found.group(1)) >= followed.quantity) {
                visibleAfter.recordValue(Math.min(LONGEST.toNanos(), waited));
                return;
            }
            if (waited > LONGEST.toNanos()) {
                throw new IllegalStateException("order " + followed.order + " is not visible after " + LONGEST);
            }
            LockSupport.parkNanos(Math.max(ASK_AGAIN_NS, waited / ASK_AGAIN_PART));
        }
    }
}
