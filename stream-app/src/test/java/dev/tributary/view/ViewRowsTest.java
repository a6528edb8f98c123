package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Field.Related;
import dev.tributary.view.Field.Total;
import dev.tributary.view.Step.Direction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Views as what other views are made of. */
final class ViewRowsTest {
    private static final String SOURCES = """
            sources:
              users: {topic: users, key: [region, id], references: {boss_id: staff, "area, zone": zones}, types: {since: date}}
              staff: {topic: staff, key: id, columns: {id: int64, name: string}}
              zones: {topic: zones, key: [area, zone]}
              orders: {topic: orders, key: id, references: {"region, user_id": users, "code": totals}}
            """;

    @Test
    void aViewHasTheKeyOfWhatItIsMadeOfAndServesItsFields() {
        Source rows = model("""
                views:
                  people: {from: users, fields: [{from_when: {column: since}}, id, {n: {count: orders}}, {chief: {column: boss_id}},
                    {flatten: staff, fields: [name]}]}
                """).source("people");
        assertThat(rows.kind()).isEqualTo(Source.Kind.VIEW);
        assertThat(rows.key()).containsExactly("region", "id");
        assertThat(rows.identity()).containsExactly("#0", "#1");
        assertThat(rows.columns()).hasValue(List.of("from_when", "id", "n", "chief", "name"));
        assertThat(rows.references()).containsExactly(new Reference(List.of("chief"), List.of("staff")));
        assertThat(rows.types())
                .isEqualTo(Map.of(
                        "from_when",
                        ColumnType.of(ColumnType.Kind.DATE),
                        "name",
                        ColumnType.of(ColumnType.Kind.STRING)));
    }

    @Test
    void aViewWithoutFieldsServesAllColumns() {
        Model model = model("views: {a: {from: users}, b: {from: staff}, c: {from: b}}");
        Source all = model.source("a");
        assertThat(all.columns()).isEmpty();
        assertThat(all.references()).isEqualTo(model.source("users").references());
        assertThat(model.source("c").columns()).hasValue(List.of("id", "name"));
    }

    @Test
    void aGroupedViewHasItsGroupsForAKeyAndOnlyReferencesOfItsOwn() {
        Model model = model("""
                views:
                  totals: {from: orders, group_by: {code: code}, references: {top: people}, fields: [code, {top: {min: orders.x}}]}
                  people: {from: staff}
                  bare: {from: orders, group_by: {a: x, b: "y + 1"}}
                """);
        Source totals = model.source("totals");
        assertThat(totals.key()).containsExactly("code");
        assertThat(totals.columns()).hasValue(List.of("code", "top"));
        assertThat(totals.references()).containsExactly(new Reference(List.of("top"), List.of("people")));
        assertThat(model.source("bare").columns()).hasValue(List.of("a", "b"));
    }

    @Test
    void whoReferencesASourceReferencesItsViewsToo() {
        Model model = model("""
                views:
                  more: {from: people, fields: [{orders: {many: orders}}]}
                  lines: {from: orders, fields: [{who: {one: more, fields: [orders]}}, {sum: {one: totals}}, {boss: {one: people.staff}}]}
                  people: {from: users, fields: [id, boss_id]}
                  totals: {from: orders, group_by: {code: code}, fields: [code, {n: {count: orders}}]}
                """);
        assertThat(path(model, "more", 0))
                .containsExactly(new Step("orders", Direction.DOWN, List.of("region", "user_id")));
        assertThat(path(model, "lines", 0))
                .containsExactly(new Step("more", Direction.UP, List.of("region", "user_id")));
        assertThat(path(model, "lines", 1)).containsExactly(new Step("totals", Direction.UP, List.of("code")));
        assertThat(path(model, "lines", 2))
                .containsExactly(
                        new Step("people", Direction.UP, List.of("region", "user_id")),
                        new Step("staff", Direction.UP, List.of("boss_id")));
        assertThat(model.views().keySet()).containsExactly("more", "lines", "people", "totals");
    }

    @Test
    void viewsAreRelatedByTheReferencesThatTheyServe() {
        Model model = model("""
                views:
                  people: {from: users, fields: [id, {chief: {column: boss_id}}]}
                  bosses: {from: staff, fields: [{reports: {many: people, fields: [id]}}, {n: {count: people}}]}
                """);
        assertThat(path(model, "bosses", 0)).containsExactly(new Step("people", Direction.DOWN, List.of("chief")));
        Total count = (Total) model.view("bosses").fields().list().get(1);
        assertThat(count.relation().path()).containsExactly(new Step("people", Direction.DOWN, List.of("chief")));
    }

    private static List<Step> path(Model model, String view, int field) {
        return ((Related) model.view(view).fields().list().get(field))
                .relation()
                .path();
    }

    private static Model model(String views) {
        boolean grouped = views.contains("totals:");
        String sources = grouped ? SOURCES : SOURCES.replace(", \"code\": totals", "");
        return ViewFiles.parse(Map.of("f.yaml", sources + views)).model();
    }
}
