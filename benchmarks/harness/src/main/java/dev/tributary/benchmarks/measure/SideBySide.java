package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.load.Paths;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** All contenders over the same rows at once, idle but for the one that is asked. Not thread-safe. */
public final class SideBySide implements AutoCloseable {
    private final Site<ShopLedger> site;
    private final Map<String, Running> running = new LinkedHashMap<>();

    private SideBySide(Site<ShopLedger> site) {
        this.site = site;
    }

    /** Starts them, one after the other, and warms them up. */
    public static SideBySide start(List<Contender> contenders, Shop shop, Path directory, Duration warmUp)
            throws ExecutionException, InterruptedException {
        SideBySide all = new SideBySide(Site.of(shop, directory));
        try {
            for (Contender contender : contenders) {
                Running started = all.site.start(contender);
                all.running.put(contender.name(), started);
                if (!contender.equals(Contenders.CONSTANT)) {
                    Documents.await(started, all.site.ledger(), List.of());
                }
            }
            for (Contender contender : contenders) {
                all.any(contender, warmUp);
            }
            return all;
        } catch (RuntimeException | Error | InterruptedException failure) {
            all.close();
            throw failure;
        }
    }

    private int customers() {
        return site.ledger().shop().customers();
    }

    /** Of any customer. */
    public Reads any(Contender contender, Duration time) throws InterruptedException {
        return Reads.asFastAsTheyGo(of(contender), anyOf(contender), time);
    }

    /** Of the same customer again and again. */
    public Reads same(Contender contender, Duration time) throws InterruptedException {
        return Reads.asFastAsTheyGo(of(contender), random -> contender.path(2), time);
    }

    /** Of any customer, so many a second. */
    public Reads atRate(Contender contender, int perSecond, Duration time) throws InterruptedException {
        return Reads.atRate(of(contender), anyOf(contender), perSecond, time);
    }

    /** Of the same customer, so many a second. */
    public Reads sameAtRate(Contender contender, int perSecond, Duration time) throws InterruptedException {
        return Reads.atRate(of(contender), random -> contender.path(2), perSecond, time);
    }

    /** What only Tributary serves. */
    public Reads of(String address, Duration time) throws InterruptedException {
        return Reads.asFastAsTheyGo(of(Contenders.TRIBUTARY), random -> address, time);
    }

    /** Likewise, so many a second. */
    public Reads atRate(String address, int perSecond, Duration time) throws InterruptedException {
        return Reads.atRate(of(Contenders.TRIBUTARY), random -> address, perSecond, time);
    }

    private Paths anyOf(Contender contender) {
        return random -> contender.path(2 + random.nextInt(customers() - 1));
    }

    private Running of(Contender contender) {
        Running asked = running.get(contender.name());
        if (asked == null) {
            throw new IllegalArgumentException(contender.name() + " was not started");
        }
        return asked;
    }

    @Override
    public void close() {
        site.close();
    }
}
