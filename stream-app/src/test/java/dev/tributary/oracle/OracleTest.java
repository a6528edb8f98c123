package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final String PARENTS = """
            sources:
              parents: {topic: p, key: id}
              children: {topic: c, key: id, references: {parent: parents, "a, b": pairs}}
              pairs: {topic: q, key: [x, y]}
            """;

    @Test
    void sortsNullsLastBothWaysAndMixedTypesByType() {
        List<String> rows = List.of("1, v: b", "2, v: 10", "3, v: 9.5", "4, v: true", "5, v: null", "6, v: '10'", "7");

        assertThat(children("order_by: [v]", rows)).isEqualTo("[4, 3, 2, 6, 1, 5, 7]");
        assertThat(children("order_by: [-v]", rows)).isEqualTo("[1, 6, 2, 3, 4, 5, 7]");
    }

    @Test
    void breaksTiesByPrimaryKeyAscendingEvenWhenDescending() {
        assertThat(children("order_by: [-v], limit: 3", List.of("10, v: 1.0", "x, v: 1", "9, v: 1.00", "8, v: 2")))
                .isEqualTo("[8, 9, 10]");
        assertThat(children("limit: 2", List.of("x", "'10'", "9"))).isEqualTo("[9, '10']");
    }

    @Test
    void takesTheFirstReferencingRowWhereNoReferenceIsDeclared() {
        String views = PARENTS + """
                views:
                  v: {from: parents, fields: [{newest: {one: children, order_by: [-v], fields: [id]}}]}
                """;
        assertThat(evaluate(
                        views,
                        "parents: {id: 1}",
                        "children: {id: 2, parent: 1, v: 1}",
                        "children: {id: 3, parent: 1, v: 2}"))
                .isEqualTo(document("v", "1", "{newest: {id: 3}}"));
    }

    @Test
    void joinsCompositeReferencesUnlessAPartIsNull() {
        String views = PARENTS + """
                views:
                  v: {from: children, fields: [{pair: {one: pairs, fields: [z]}}]}
                """;
        assertThat(evaluate(
                        views,
                        "pairs: {x: 1, y: k, z: true}",
                        "children: {id: 1, a: '1', b: k}",
                        "children: {id: 2, a: 1, b: null}"))
                .isEqualTo(Yaml.text("{v: {1: {pair: {z: true}}, 2: {pair: null}}}"));
    }

    @Test
    void dropsARowWhoseRequiredOneIsDroppedItself() {
        String views = """
                sources:
                  a: {topic: a, key: id, references: {b: b}}
                  b: {topic: b, key: id, references: {c: c}}
                  c: {topic: c, key: id}
                views:
                  strict: {from: a, fields: [{b: {one: b, required: true, fields: [{c: {one: c, required: true}}]}}]}
                  loose: {from: a, fields: [{b: {one: b, fields: [{c: {one: c, required: true}}]}}]}
                  list: {from: c, fields: [{as: {many: b.a, fields: [id, {b: {one: b, required: true, fields: [id]}}]}}]}
                """;
        assertThat(evaluate(views, "a: {id: 1, b: 2}", "b: {id: 2, c: 3}"))
                .isEqualTo(Yaml.text("{strict: {}, loose: {1: {b: null}}, list: {}}"));
        assertThat(evaluate(views, "a: {id: 1, b: 2}", "b: {id: 2, c: 3}", "c: {id: 3}"))
                .isEqualTo(Yaml.text("{strict: {1: {b: {c: {id: 3}}}}, loose: {1: {b: {c: {id: 3}}}},"
                        + " list: {3: {as: [{id: 1, b: {id: 2}}]}}}"));
    }

    @Test
    void refusesAnAmbiguousReference() {
        String views = """
                sources:
                  people: {topic: p, key: id}
                  gifts: {topic: g, key: id, references: {giver: people, taker: people}}
                views:
                  v: {from: people, fields: [{gifts: {many: gifts}}]}
                """;
        assertThatThrownBy(() -> ViewFile.ofText(views)).hasMessageContaining("people to gifts needs one reference");
    }

    @Test
    void showsAllColumnsAsTheyCameWithoutFields() {
        String views = PARENTS + "views: {v: {from: parents}}";
        assertThat(evaluate(views, "parents: {id: '7', extra: [1, {deep: null}]}"))
                .isEqualTo(document("v", "7", "{id: '7', extra: [1, {deep: null}]}"));
    }

    /** The ids of parent 1's children, each row written as its id and its other columns. */
    private static String children(String modifiers, List<String> rows) {
        String views = PARENTS
                + "views: {v: {from: parents, fields: [{ids: {many: children, %s, fields: [id]}}]}}"
                        .formatted(modifiers);
        List<String> events = new ArrayList<>(List.of("parents: {id: 1}"));
        rows.forEach(row -> events.add("children: {parent: 1, id: " + row + "}"));
        Object documents = evaluate(views, events.toArray(String[]::new)).get("v");
        Object ids = Yaml.map(Yaml.map(documents, "v").get("1"), "1").get("ids");
        List<String> texts = new ArrayList<>();
        for (Object item : Yaml.list(ids, "ids")) {
            Object id = Yaml.map(item, "child").get("id");
            texts.add(id instanceof String text && text.matches("\\d+") ? "'" + text + "'" : String.valueOf(id));
        }
        return texts.toString();
    }

    private static Map<String, Map<String, Map<String, @Nullable Object>>> evaluate(String views, String... upserts) {
        return Given.views(views).rows(upserts).documents();
    }

    private static Map<String, Map<String, @Nullable Object>> document(String view, String key, String document) {
        Map<String, @Nullable Object> documents = new LinkedHashMap<>();
        documents.put(key, Yaml.text(document));
        return Map.of(view, documents);
    }
}
