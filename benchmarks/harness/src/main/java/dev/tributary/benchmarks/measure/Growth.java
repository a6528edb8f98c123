package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * What one change costs in a large document, and in the small ones beside it; without the compilers of the JVM.
 *
 * @param largeMicros processor time of a change of one of the large one's orders
 * @param smallMicros of an order of another customer, who has ten
 */
public record Growth(double largeMicros, double smallMicros) {
    private static final int SMALL_CUSTOMERS = 2_000;
    private static final int CHILDREN_OF_SMALL = 10;
    private static final int PRODUCTS = 200;
    private static final int CHANGES_OF_SMALL = 20_000;
    /** The last changes are on the first page, so that no more than this has to be looked at. */
    private static final int PAGE = 20;

    /**
     * Runs it on a broker of its own, the two kinds in turns.
     *
     * @param children orders of the large one
     * @param changes of the large one each time; the rivals write the whole document for each
     */
    public static List<Growth> of(Contender contender, int children, int changes, int rounds, Path directory)
            throws ExecutionException, InterruptedException {
        Shop shop = Shop.withLargeCustomer(children, SMALL_CUSTOMERS, CHILDREN_OF_SMALL, PRODUCTS);
        try (Site<ShopLedger> site = Site.of(shop, directory)) {
            Sizes sizes = new Sizes(site, site.start(contender), children);
            sizes.awaitAll();
            sizes.small(CHANGES_OF_SMALL);
            sizes.large(changes);
            List<Growth> all = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                all.add(new Growth(sizes.large(changes), sizes.small(CHANGES_OF_SMALL)));
            }
            return all;
        }
    }

    public double ratio() {
        return largeMicros / smallMicros;
    }

    /** A document of one size among those of the other. */
    private record Sizes(Site<ShopLedger> site, Running running, int children) {
        void awaitAll() {
            List<Documents.Answer> answers =
                    new ArrayList<>(Documents.answers(running, site.ledger(), List.of(1 + SMALL_CUSTOMERS)));
            answers.add(first());
            Documents.await(running, site.ledger().rows(), answers);
        }

        /** The large document; of Tributary its first page, since all of it may be larger than what is to be measured. */
        private Documents.Answer first() {
            return running.contender().equals(Contenders.TRIBUTARY)
                    ? new Documents.Answer(
                            running.contender().path(1) + "/orders?limit=" + PAGE,
                            "/items",
                            () -> site.ledger().first(1, PAGE))
                    : Documents.Answer.document(running, site.ledger(), 1);
        }

        /** Processor time of a change of the large one, in microseconds. */
        double large(int changes) {
            Random random = new Random(changes);
            Clock clock = new Clock();
            clock.start(running);
            int ofFirstPage = Math.min(PAGE, children);
            for (int i = 0; i < changes; i++) {
                int left = changes - i;
                send(left <= ofFirstPage ? left : 1 + random.nextInt(children));
            }
            site.topics().flush();
            Documents.await(running, site.ledger().rows(), List.of(first()));
            return clock.cost(running).programSeconds() * 1e6 / changes;
        }

        /** Likewise of the small ones. */
        double small(int changes) {
            Random random = new Random(changes);
            Clock clock = new Clock();
            clock.start(running);
            List<Integer> last = new ArrayList<>();
            for (int i = 0; i < changes; i++) {
                int order = children + 1 + random.nextInt(SMALL_CUSTOMERS * CHILDREN_OF_SMALL);
                send(order);
                if (i >= changes - PAGE) {
                    last.add(site.ledger().shop().customerOf(order));
                }
            }
            site.topics().flush();
            Documents.await(running, site.ledger(), last);
            return clock.cost(running).programSeconds() * 1e6 / changes;
        }

        private void send(int order) {
            site.topics().send(ShopLedger.ORDERS, order, site.ledger().change(order));
        }
    }
}
