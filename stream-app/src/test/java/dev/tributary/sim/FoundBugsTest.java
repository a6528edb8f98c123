package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.codec.Message;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.oracle.Event;
import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Step;
import dev.tributary.plan.Task;
import dev.tributary.store.FoldState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What once went wrong, each with the least view and history that showed it. */
class FoundBugsTest {
    private static final int SEEDS = 600;

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

    /** Passed over after a crash, the first was committed unsaid; to a copy anew the second then looked like no change. */
    @Test
    void aRowThatIsPassedOverAfterACrashIsSaid() {
        Trial trial = Trial.of("found.yaml", ORDERS + "    {from: orders, fields: [note]}\n")
                .get(0);
        Step rows = Planner.plan(trial.model(), trial.view()).steps().get(0);
        byte[] key = new TupleWriter().add(1).toBytes();
        LogRecord first = new LogRecord(key, version(1), 1);
        LogRecord second = new LogRecord(key, version(2), 2);
        SentTask lost = new SentTask(new FoldState(new MemoryStore()), new ArrayList<>());
        rows.process(first, lost);
        rows.process(second, lost);
        SentTask replay = new SentTask(lost.state, new ArrayList<>());
        rows.process(first, replay);
        assertThat(replay.sent).hasSize(1);
    }

    /** A collection's number is one byte. */
    @Test
    void moreCollectionsThanAByteCanNumberAreRefused() {
        String fields = IntStream.range(0, 239)
                .mapToObj(i -> "f" + i + ": {many: orders}")
                .collect(Collectors.joining(", "));
        Trial trial = Trial.of("found.yaml", ORDERS + "    {from: users, fields: [" + fields + "]}\n")
                .get(0);
        assertThatThrownBy(() -> Planner.plan(trial.model(), trial.view()))
                .hasMessageContaining("more than 238 collections");
    }

    /** The condition looked at the group's value, which is a total, and was not asked again when that changed. */
    @Test
    void aGroupIsHiddenWhenItsValueShowsAnotherForm() {
        Map<String, @Nullable Object> text = row("id", 1);
        text.put("user_id", "2");
        put("orders", text);
        order(2, 2, null, "x");
        check("    {from: orders, group_by: {user_id: user_id}, where: \"row.user_id == '2'\", fields: [user_id]}");
    }

    private static byte[] version(int offset) {
        byte[] row = "{\"id\":1,\"note\":\"same\"}".getBytes(StandardCharsets.UTF_8);
        return Message.put(List.of(new Version(offset, 0, offset)), new byte[][] {row})
                .encode();
    }

    /** A task of which only what it sends is of interest. */
    private record SentTask(FoldState state, List<byte[]> sent) implements Task {
        @Override
        public void send(Log log, byte[] key, byte @Nullable [] value) {
            sent.add(key);
        }

        @Override
        public long now() {
            return 1;
        }
    }

    private void check(String view) {
        Trial trial = Trial.of("found.yaml", ORDERS + view + "\n").get(0);
        for (int seed = 0; seed < SEEDS; seed++) {
            Faults faults = seed % 3 == 0 ? Faults.NONE : seed % 3 == 1 ? Faults.MANY : Faults.HARSH;
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
