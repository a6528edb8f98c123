package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.measure.Ingest;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.rows.BestSellerLedger;
import dev.tributary.benchmarks.rows.ItemLedger;
import dev.tributary.benchmarks.rows.Ledger;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both make the right documents, which the measure waits for; what that costs in records does not depend on the machine. */
class RecordsOfAChangeTest {
    private static final Shop SHOP = Shop.even(100, 20, 1_000);
    private static final int CHANGES = 500;

    @TempDir
    Path directory;

    @Test
    void tributaryWritesThree() throws Exception {
        assertThat(of(Contenders.TRIBUTARY)).isEqualTo(3);
    }

    /** The join asks for the product and is answered; the order is taken out of its array, and added again: table, array, document. */
    @Test
    void theUsualTopologyWritesTwiceAsMany() throws Exception {
        assertThat(of(Contenders.DSL)).isGreaterThanOrEqualTo(6);
    }

    /** The item visits its order as well. */
    @Test
    void aRelationMoreCostsARecordMore() throws Exception {
        assertThat(of(Contenders.tributary("customer-items"), new ItemLedger(SHOP)))
                .isEqualTo(4);
    }

    /** The order, what was sold in each of the two views' applications, that as a row, and this row in its category. */
    @Test
    void aTotalThatIsRankedCostsFive() throws Exception {
        assertThat(of(Contenders.tributary("best-sellers"), new BestSellerLedger(SHOP)))
                .isEqualTo(5);
    }

    @Test
    void oneThatIsNotReadyInTimeIsNotMeasured() throws Exception {
        assertThat(Ingest.within(Duration.ZERO, Contenders.DSL, new ShopLedger(SHOP), CHANGES, directory))
                .isEmpty();
    }

    private double of(Contender contender) throws Exception {
        return of(contender, new ShopLedger(SHOP));
    }

    private double of(Contender contender, Ledger ledger) throws Exception {
        return Ingest.of(contender, ledger, CHANGES, directory).recordsPerChange();
    }
}
