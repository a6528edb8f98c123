package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.oracle.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What once went wrong, each with the least view and history that showed it. */
class FoundBugsTest {
    private static final int SEEDS = 300;

    private static final String ORDERS = """
            sources:
              regions: {topic: r, key: id}
              users: {topic: u, key: id, references: {region_id: regions}}
              catalog: {topic: c, key: id}
              orders: {topic: o, key: id, references: {user_id: users, product_id: catalog}}
            views:
              found:
            """;

    private final List<Event> events = new ArrayList<>();

    /** A lookup that a row has left held back its withdrawal, and had forgotten it when it turned out to be due. */
    @Test
    void aDocumentGoesWithItsRowAlthoughALookupWasLeftBefore() {
        order(1, null, 1, "first");
        order(1, 2, 1, "second");
        delete("orders", 1);
        check("    {from: orders, fields: [note, user: {one: users}, product: {one: catalog}]}");
    }

    /** The version in between, which was to put the row right in the document, was overtaken at a common lookup. */
    @Test
    void aRowLeavesItsDocumentAlthoughItsLastVersionThereNeverCame() {
        Map<String, @Nullable Object> user = row("id", 2);
        user.put("region_id", number(3));
        put("users", user);
        order(1, 2, 2, "first");
        order(1, 2, 7, "second");
        order(1, 8, 7, "third");
        check("    {from: users, fields: [id, orders: {many: orders, fields: [note, "
                + "user: {one: users, fields: [region: {one: regions}]}, product: {one: catalog}]}]}");
    }

    /** A name in a condition was the column of that name, even where a field has it. */
    @Test
    void aConditionMeansTheFieldBeforeTheColumn() {
        order(1, 5, null, "x");
        order(2, null, 5, "x");
        check("    {from: orders, where: \"user_id == 5 && row.product_id == null\", "
                + "fields: [id, product_id: {column: note}, user_id: {column: user_id}]}");
        check("    {from: orders, where: \"user_id == 5\", fields: [id, user_id: {column: product_id}]}");
    }

    private void check(String view) {
        Trial trial = Trial.of("found.yaml", ORDERS + view + "\n").get(0);
        for (int seed = 0; seed < SEEDS; seed++) {
            Faults faults = seed % 3 == 0 ? Faults.NONE : Faults.MANY;
            assertThat(trial.mismatch(faults, seed, events)).as("seed " + seed).isNull();
        }
    }

    private void order(int id, @Nullable Integer user, @Nullable Integer product, String note) {
        Map<String, @Nullable Object> row = row("id", id);
        row.put("user_id", number(user));
        row.put("product_id", number(product));
        row.put("note", note);
        put("orders", row);
    }

    private void put(String source, Map<String, @Nullable Object> row) {
        events.add(new Event(source, false, row));
    }

    private void delete(String source, int id) {
        events.add(new Event(source, true, row("id", id)));
    }

    private static Map<String, @Nullable Object> row(String column, int value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put(column, number(value));
        return row;
    }

    private static @Nullable BigDecimal number(@Nullable Integer value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }
}
