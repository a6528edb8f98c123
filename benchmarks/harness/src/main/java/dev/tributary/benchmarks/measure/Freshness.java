package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.load.Connection;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * From the acknowledgement of a changed order until its customer's document shows it over HTTP, while orders change at a fixed
 * rate. Some of the changes are followed, each by asking again and again.
 */
public final class Freshness {
    private static final int WARM_UP_CHANGES = 20_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long ASK_AGAIN_NS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Site<ShopLedger> site;
    private final Running running;
    private final int perSecond;
    private final Random random = new Random(5);
    private final Histogram visibleAfter = new Histogram(LONGEST.toNanos(), 3);

    private Freshness(Site<ShopLedger> site, Running running, int perSecond) {
        this.site = site;
        this.running = running;
        this.perSecond = perSecond;
    }

    /**
     * Follows one change after another for a while.
     *
     * @return in nanoseconds
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
        for (int i = 0; i < WARM_UP_CHANGES; i++) {
            send();
        }
        Documents.await(running, site.ledger(), List.of(site.ledger().shop().customerOf(send())));
    }

    private int send() {
        int order = 1 + random.nextInt(site.ledger().shop().orders());
        site.topics().send("orders", order, site.ledger().change(order));
        return order;
    }

    /** Between two changes that are sent by rate, the one that is followed is asked for. */
    private void follow(Duration time) throws IOException, ExecutionException, InterruptedException {
        long start = System.nanoTime();
        long sent = 0;
        try (Connection connection = new Connection(running.port())) {
            while (System.nanoTime() - start < time.toNanos()) {
                sent = catchUp(start, sent);
                int order = 1 + random.nextInt(site.ledger().shop().orders());
                String row = site.ledger().change(order);
                int quantity = site.ledger().quantityOf(order);
                site.topics().sendAcknowledged("orders", order, row);
                sent = awaitVisible(connection, order, quantity, start, sent + 1);
            }
        }
    }

    private long awaitVisible(Connection connection, int order, int quantity, long start, long before)
            throws IOException {
        long acknowledged = System.nanoTime();
        long sent = before;
        int customer = site.ledger().shop().customerOf(order);
        byte[] request = connection.request(running.contender().path(customer));
        // its number is only there once; a database writes JSON with spaces
        Pattern shown = Pattern.compile("\"order_id\": ?" + order + ", ?\"qty\": ?([0-9]+)");
        while (true) {
            connection.send(request);
            long now = System.nanoTime();
            Matcher found = shown.matcher(connection.body());
            // quantities grow: when it was changed once more meanwhile, this change is in what is shown
            if (found.find() && Integer.parseInt(found.group(1)) >= quantity) {
                visibleAfter.recordValue(Math.min(LONGEST.toNanos(), now - acknowledged));
                return sent;
            }
            if (now - acknowledged > LONGEST.toNanos()) {
                throw new IllegalStateException("order " + order + " is not visible after " + LONGEST);
            }
            sent = catchUp(start, sent);
            LockSupport.parkNanos(ASK_AGAIN_NS);
        }
    }

    /** Sends what is due. */
    private long catchUp(long start, long already) {
        long due = (long) ((System.nanoTime() - start) / 1e9 * perSecond);
        long sent = already;
        for (; sent < due; sent++) {
            send();
        }
        return sent;
    }
}
