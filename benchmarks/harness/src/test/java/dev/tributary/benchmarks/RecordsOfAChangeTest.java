package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.measure.Ingest;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.nio.file.Path;
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

    private double of(Contender contender) throws Exception {
        return Ingest.of(contender, new ShopLedger(SHOP), CHANGES, directory).recordsPerChange();
    }
}
