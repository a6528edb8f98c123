package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.oracle.Examples;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a change writes and what a read touches, counted: the same for a large document as for a small one. */
class CostTest {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int LIMIT = 20;

    private static final String NESTED = """
            sources:
              users: {topic: users, key: user_id}
              orders: {topic: orders, key: order_id, references: {user_id: users}}
              items: {topic: items, key: item_id, references: {order_id: orders}}
            views:
              baskets:
                from: users
                fields:
                  - user_id
                  - orders:
                      many: orders
                      order_by: [-created_at]
                      fields:
                        - order_id
                        - note
                        - items: {many: items, fields: [item_id, qty]}
            """;

    private static final String BOSSES = """
            sources:
              employees: {topic: employees, key: id, references: {boss_id: employees}}
            views:
              people:
                from: employees
                fields:
                  - name
                  - level
                  - boss: {one: employees, fields: [name]}
            """;

    private final Pump shop = shop();

    /** Without lookups, which cost records of their own. */
    private static Pump shop() {
        try {
            String text = Files.readString(Examples.dir().resolve("shop/views.yaml"));
            Model model = ViewFiles.parse(Map.of("views.yaml", text.replaceAll("(?m)^ +index: .*\\n", "")))
                    .model();
            return new Pump(model, "customer-orders");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void sellsTwoLooms() {
        fill(shop, 1);
    }

    private static void fill(Pump pump, int orders) {
        pump.put("users", row("user_id", 1, "email", "ada@example.org", "status", "active"));
        pump.put("users", row("user_id", 2, "email", "grace@example.org", "status", "active"));
        pump.put("catalog", row("product_id", 7, "product_name", "Loom", "stock", 3));
        pump.put("catalog", row("product_id", 8, "product_name", "Reed", "stock", 5));
        for (int id = 1; id <= orders; id++) {
            pump.put("orders", order(id));
        }
    }

    private static Map<String, @Nullable Object> order(int id) {
        return row("order_id", id, "user_id", 1, "product_id", 7, "qty", 2, "created_at", "2026-01-01T00:00:00Z");
    }

    private static Map<String, @Nullable Object> order(int id, Object... changes) {
        Map<String, @Nullable Object> row = order(id);
        row.putAll(row(changes));
        return row;
    }

    private static Map<String, @Nullable Object> row(Object... columns) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            row.put((String) columns[i], columns[i + 1]);
        }
        return row;
    }

    // ------------------------------------------------------------------------------------- records of one change

    /** Its row, its visit of the product, and its place in the document. */
    private static final Map<String, Integer> ONE_PER_HOP =
            Map.of("rows-orders", 1, "visits-catalog", 1, "documents", 1);

    @Test
    void aNewOrderWritesOneRecordPerHop() {
        shop.put("orders", order(99));
        assertThat(shop.written()).isEqualTo(ONE_PER_HOP);
    }

    @Test
    void aChangedQuantityWritesOneRecordPerHop() {
        shop.put("orders", order(1, "qty", 3));
        assertThat(shop.written()).isEqualTo(ONE_PER_HOP);
        assertThat(shop.read(1)).contains("\"qty\":3");
    }

    @Test
    void aReSortedOrderWritesOneRecordPerHop() {
        shop.put("orders", order(1, "created_at", "2026-02-02T00:00:00Z"));
        assertThat(shop.written()).isEqualTo(ONE_PER_HOP);
    }

    @Test
    void aDeletedOrderWritesOneRecordPerHop() {
        shop.delete("orders", row("order_id", 1));
        assertThat(shop.written()).isEqualTo(ONE_PER_HOP);
        assertThat(shop.read(1)).endsWith("\"orders\":[]}");
    }

    /** One more: the product that it leaves is told that it has moved. The document it stays in hears of it once. */
    @Test
    void anotherProductWritesOneRecordMore() {
        shop.put("orders", order(1, "product_id", 8));
        assertThat(shop.written()).isEqualTo(Map.of("rows-orders", 1, "visits-catalog", 2, "documents", 1));
        assertThat(shop.read(1)).contains("Reed").doesNotContain("Loom");
    }

    /** One more: the document that it leaves has it withdrawn, in that document's partition. */
    @Test
    void anotherUserWritesOneRecordMore() {
        shop.put("orders", order(1, "user_id", 2));
        assertThat(shop.written()).isEqualTo(Map.of("rows-orders", 1, "visits-catalog", 1, "documents", 2));
        assertThat(shop.read(2)).contains("Loom");
        assertThat(shop.read(1)).endsWith("\"orders\":[]}");
    }

    @Test
    void whatTheViewDoesNotUseGoesNoFurtherThanTheRowLog() {
        shop.put("orders", order(1, "warehouse", "north"));
        assertThat(shop.written()).isEqualTo(Map.of("rows-orders", 1));
        shop.put("catalog", row("product_id", 7, "product_name", "Loom", "stock", 3, "weight", 12));
        assertThat(shop.written()).isEqualTo(Map.of("rows-catalog", 1));
        shop.put("users", row("user_id", 1, "email", "ada@example.org", "status", "active", "age", 36));
        assertThat(shop.written()).isEqualTo(Map.of("rows-users", 1));
    }

    @Test
    void aCustomerIsOneRecordInTheDocuments() {
        shop.put("users", row("user_id", 1, "email", "lovelace@example.org", "status", "active"));
        assertThat(shop.written()).isEqualTo(Map.of("rows-users", 1, "documents", 1));
    }

    @Test
    void aLookedUpRowWritesOneRecordPerVisitor() {
        for (int id = 2; id <= 50; id++) {
            shop.put("orders", order(id));
        }
        shop.put("orders", order(51, "product_id", 8));
        shop.put("catalog", row("product_id", 7, "product_name", "Loom", "stock", 2));
        assertThat(shop.written()).isEqualTo(Map.of("rows-catalog", 1, "visits-catalog", 1, "documents", 50));
    }

    /** A boss is shown by name: the boss's level is seen in the boss's own document only. */
    @Test
    void aLookedUpRowIsSaidToThoseWhoShowWhatHasChangedOfIt() {
        Pump pump = new Pump(ViewFiles.parse(Map.of("bosses.yaml", BOSSES)).model(), "people");
        pump.put("employees", row("id", 1, "name", "Ada", "level", 1));
        for (int id = 2; id <= 1 + FEW; id++) {
            pump.put("employees", row("id", id, "name", "Ann", "level", 1, "boss_id", 1));
        }
        pump.put("employees", row("id", 1, "name", "Ada", "level", 2));
        assertThat(pump.written()).isEqualTo(Map.of("rows-employees", 1, "visits-employees", 1, "documents", 1));
        pump.put("employees", row("id", 1, "name", "Ida", "level", 2));
        assertThat(pump.written()).isEqualTo(Map.of("rows-employees", 1, "visits-employees", 1, "documents", 1 + FEW));
        assertThat(pump.read(2)).contains("Ida");
    }

    // --------------------------------------------------------------------------------------------- a chain of rows

    @Test
    void anOrderDoesNotSayItsItemsAgainUnlessItLeadsElsewhere() {
        Pump pump = baskets(FEW);
        pump.put("orders", row("order_id", 1, "user_id", 1, "created_at", "2026-01-01", "note", "gift"));
        assertThat(pump.written()).isEqualTo(Map.of("rows-orders", 1, "visits-orders", 1, "documents", 1));
        pump.put("orders", row("order_id", 1, "user_id", 1, "created_at", "2026-02-02", "note", "gift"));
        assertThat(pump.written()).isEqualTo(Map.of("rows-orders", 1, "visits-orders", 1, "documents", 1));
        assertThat(pump.read(1)).contains("\"note\":\"gift\",\"items\":[{\"item_id\":1,");
        pump.put("orders", row("order_id", 1, "user_id", 2, "created_at", "2026-02-02", "note", "gift"));
        assertThat(pump.written()).isEqualTo(Map.of("rows-orders", 1, "visits-orders", 1, "documents", 2 + 2 * FEW));
        assertThat(pump.read(1)).endsWith("\"orders\":[]}");
    }

    @Test
    void anItemKnowsItsDocumentFromItsOrder() {
        Pump pump = baskets(FEW);
        pump.put("items", row("item_id", 1, "order_id", 1, "qty", 5));
        assertThat(pump.written()).isEqualTo(Map.of("rows-items", 1, "visits-orders", 1, "documents", 1));
    }

    private static Pump baskets(int items) {
        Pump pump = new Pump(ViewFiles.parse(Map.of("nested.yaml", NESTED)).model(), "baskets");
        pump.put("users", row("user_id", 1));
        pump.put("users", row("user_id", 2));
        pump.put("orders", row("order_id", 1, "user_id", 1, "created_at", "2026-01-01", "note", ""));
        for (int id = 1; id <= items; id++) {
            pump.put("items", row("item_id", id, "order_id", 1, "qty", 1));
        }
        return pump;
    }

    // ------------------------------------------------------------------------------------------- large documents

    /**
     * One order's change, and what it asks of the four stores on its way: the source's and the view's rows, the visits and
     * the documents. Each batch has the row and the log's offset, the documents' also the fragment and the time of the
     * document's last change; a deletion is noted by its time, and a place left until the commit.
     */
    private enum OneOrder {
        INSERTED(3, 10, 6),
        CHANGED(3, 10, 6),
        RE_SORTED(3, 11, 6),
        MOVED_TO_ANOTHER_PRODUCT(4, 15, 10),
        MOVED_TO_ANOTHER_USER(4, 17, 10),
        DELETED(3, 16, 8);

        private final int records;
        private final int changes;
        private final int reads;

        OneOrder(int records, int changes, int reads) {
            this.records = records;
            this.changes = changes;
            this.reads = reads;
        }

        void applyTo(Pump pump) {
            switch (this) {
                case INSERTED -> pump.put("orders", order(MANY + 1));
                case CHANGED -> pump.put("orders", order(5, "qty", 9));
                case RE_SORTED -> pump.put("orders", order(5, "created_at", "2025-05-05T00:00:00Z"));
                case MOVED_TO_ANOTHER_PRODUCT -> pump.put("orders", order(5, "product_id", 8));
                case MOVED_TO_ANOTHER_USER -> pump.put("orders", order(5, "user_id", 2));
                case DELETED -> pump.delete("orders", row("order_id", 5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeCostsTheSameWhateverTheDocumentsSize(OneOrder change) {
        for (int children : List.of(FEW, MANY)) {
            Pump pump = shop();
            fill(pump, children);
            change.applyTo(pump);
            int records =
                    pump.written().values().stream().mapToInt(Integer::intValue).sum();
            assertThat(List.of(records, pump.cost().changes(), pump.cost().reads()))
                    .as("records, entries changed, entries read with %s orders", children)
                    .containsExactly(change.records, change.changes, change.reads);
        }
    }

    /** One read of the root, one jump to its orders, and one step for each that is shown. */
    @Test
    void aReadTouchesTheRowsThatItShowsWhateverTheDocumentsSize() {
        for (int children : List.of(LIMIT, MANY)) {
            Pump pump = shop();
            fill(pump, children);
            assertThat(pump.read(1)).contains("\"order_id\":1,").contains("\"order_id\":20,");
            assertThat(pump.cost().reads()).as("with %s orders", children).isEqualTo(2 + LIMIT);
        }
    }

    /** One read of the root, one jump to where the page begins, and two steps for each row: to find it, and to write it. */
    @Test
    void aPageOfACollectionTouchesTheRowsThatItShowsWhateverTheDocumentsSize() {
        for (int children : List.of(2 * LIMIT, MANY)) {
            Pump pump = shop();
            fill(pump, children);
            List<String> first = pump.page(1, "orders", 0, LIMIT);
            assertThat(first).hasSize(LIMIT);
            assertThat(first.get(LIMIT - 1)).startsWith("{\"order_id\":20,");
            assertThat(pump.cost().reads()).as("with %s orders", children).isEqualTo(2 + 2 * LIMIT);
            List<String> last = pump.page(1, "orders", children - LIMIT, LIMIT);
            assertThat(last.get(LIMIT - 1)).startsWith("{\"order_id\":" + children + ",");
            assertThat(pump.cost().reads()).as("last of %s orders", children).isEqualTo(2 + 2 * LIMIT);
        }
    }

    /** Orders are not read when they are not asked for, nor what is below them. */
    @Test
    void whatIsNotSelectedIsNotRead() {
        Pump pump = baskets(MANY);
        pump.readSome(1, "user_id");
        assertThat(pump.cost().reads()).isEqualTo(1);
        pump.readSome(1, "orders", "note");
        assertThat(pump.cost().reads()).isLessThanOrEqualTo(5);
        pump.read(1);
        assertThat(pump.cost().reads()).isGreaterThan(MANY);
    }
}
