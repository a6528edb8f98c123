package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.load.Paths;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All contenders over the same rows at once, idle but for the one that is asked. Not thread-safe. */
public final class SideBySide implements AutoCloseable {
    private static final String VIEW = "/views/customer-orders";
    private static final int PAGE = 20;
    private static final int NESTED = 5;
    private static final String ITEMS = "/items";

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

    /** What only Tributary serves, by name: the first page of all documents, those of a country, some of a document's orders. */
    public Map<String, Paths> pages() {
        Map<String, Paths> pages = new LinkedHashMap<>();
        pages.put("a page of 20 documents", random -> page());
        pages.put(
                "a lookup of 20 documents",
                random -> lookup(Shop.COUNTRIES.get(random.nextInt(Shop.COUNTRIES.size()))));
        Paths customers = anyOf(Contenders.TRIBUTARY);
        pages.put("5 of a document's orders", random -> nested(customers.next(random)));
        return pages;
    }

    /** Returns when what comes from pages is right, and they have been asked for long enough. */
    public void warmUpPages(Duration each) throws InterruptedException {
        Running tributary = of(Contenders.TRIBUTARY);
        ShopLedger ledger = site.ledger();
        List<Documents.Answer> answers = new ArrayList<>();
        answers.add(new Documents.Answer(page(), ITEMS, () -> documents(IntStream.rangeClosed(1, customers()))));
        for (String country : Shop.COUNTRIES) {
            IntStream ofCountry = IntStream.rangeClosed(1, customers())
                    .filter(customer -> Shop.country(customer).equals(country));
            String expected = documents(ofCountry);
            answers.add(new Documents.Answer(lookup(country), ITEMS, () -> expected));
        }
        for (int customer : List.of(2, customers())) {
            String path = nested(tributary.contender().path(customer));
            answers.add(new Documents.Answer(path, ITEMS, () -> ledger.first(customer, NESTED)));
        }
        Documents.await(tributary, ledger.rows(), answers);
        for (Paths paths : pages().values()) {
            Reads.asFastAsTheyGo(tributary, paths, each);
        }
    }

    private static String page() {
        return VIEW + "?limit=" + PAGE;
    }

    private static String lookup(String country) {
        return VIEW + "?country=" + country + "&limit=" + PAGE;
    }

    private static String nested(String document) {
        return document + "/orders?limit=" + NESTED;
    }

    /** The first of these, as a JSON array. */
    private String documents(IntStream customers) {
        return customers.limit(PAGE).mapToObj(site.ledger()::document).collect(Collectors.joining(",", "[", "]"));
    }

    /** What only Tributary serves. */
    public Reads of(Paths paths, Duration time) throws InterruptedException {
        return Reads.asFastAsTheyGo(of(Contenders.TRIBUTARY), paths, time);
    }

    /** Likewise, so many a second. */
    public Reads atRate(Paths paths, int perSecond, Duration time) throws InterruptedException {
        return Reads.atRate(of(Contenders.TRIBUTARY), paths, perSecond, time);
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
