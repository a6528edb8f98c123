package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.TupleWriter;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Step;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.FoldState;
import dev.tributary.store.Layout;
import dev.tributary.view.ViewFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a document changed last. In the pump the n-th change has the time n. */
class LastChangeTest {
    private static final String FILE = """
            sources:
              users: {topic: users, key: id}
              products: {topic: products, key: id}
              orders: {topic: orders, key: id, references: {user_id: users, product_id: products}}
            views:
              customers:
                from: users
                fields:
                  - id
                  - orders: {many: orders, fields: [id, {product: {one: products, fields: [name]}}]}
              big-customers:
                from: customers
                fields: [id, orders]
            """;

    private final Pump pump = pump("customers");

    private static Pump pump(String view) {
        return new Pump(ViewFiles.parse(Map.of("views.yaml", FILE)).model(), view);
    }

    private static long modified(Pump pump, int key) {
        return DocumentReader.modified(documents(pump).store(), key(key));
    }

    private static byte[] key(int key) {
        return new TupleWriter().add(key).toBytes();
    }

    private static Step step(Pump pump) {
        List<Step> steps = pump.plan().steps();
        return steps.get(steps.size() - 1);
    }

    private static FoldState documents(Pump pump) {
        return pump.state(step(pump));
    }

    @Test
    void isTheTimeOfTheNewestRowThatIsPartOfIt() {
        pump.put("users", Map.of("id", 1));
        pump.put("users", Map.of("id", 2));
        assertThat(modified(pump, 1)).isEqualTo(1);
        pump.put("orders", Map.of("id", 10, "user_id", 1, "product_id", 7));
        assertThat(modified(pump, 1)).isEqualTo(3);
        pump.put("products", Map.of("id", 7, "name", "Loom"));
        assertThat(modified(pump, 1)).isEqualTo(4);
        assertThat(modified(pump, 2)).isEqualTo(2);
    }

    @Test
    void aRowThatLeavesChangesBothDocuments() {
        pump.put("users", Map.of("id", 1));
        pump.put("users", Map.of("id", 2));
        pump.put("orders", Map.of("id", 10, "user_id", 1));
        pump.put("orders", Map.of("id", 10, "user_id", 2));
        assertThat(modified(pump, 1)).isEqualTo(4);
        assertThat(modified(pump, 2)).isEqualTo(4);
        pump.delete("orders", Map.of("id", 10));
        assertThat(modified(pump, 1)).isEqualTo(4);
        assertThat(modified(pump, 2)).isEqualTo(5);
    }

    @Test
    void aDocumentOfDocumentsHasTheirTime() {
        Pump ofViews = pump("big-customers");
        ofViews.put("users", Map.of("id", 1));
        ofViews.put("orders", Map.of("id", 10, "user_id", 1));
        assertThat(modified(ofViews, 1)).isEqualTo(2);
    }

    @Test
    void aCopyThatIsRestoredHasTheSame() {
        pump.put("users", Map.of("id", 1));
        pump.put("orders", Map.of("id", 10, "user_id", 1));
        pump.delete("orders", Map.of("id", 10));
        FoldState copy = new FoldState(new MemoryStore());
        for (LogRecord record : pump.log(pump.plan().documents())) {
            step(pump).restore(record.key(), record.value(), copy, 0);
        }
        assertThat(modified(pump, 1)).isEqualTo(3);
        assertThat(DocumentReader.modified(copy.store(), key(1))).isEqualTo(3);
    }

    /** The time goes with the last that is stored of the document, and not before. */
    @Test
    void nothingIsLeftOfADocumentThatIsForgotten() {
        pump.put("users", Map.of("id", 1));
        pump.put("orders", Map.of("id", 10, "user_id", 1));
        pump.delete("users", Map.of("id", 1));
        FoldState state = documents(pump);
        byte[] time = Layout.modified(key(1));
        List<LogRecord> log = pump.log(pump.plan().documents());
        byte[] user = log.get(0).key();
        byte[] order = log.get(1).key();
        step(pump).restore(user, null, state, 0);
        assertThat(state.store().get(time)).isNotNull();
        pump.delete("orders", Map.of("id", 10));
        assertThat(state.store().get(time)).isNotNull();
        step(pump).restore(order, null, state, 0);
        assertThat(state.store().get(time)).isNull();
    }
}
