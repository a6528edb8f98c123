package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseFileTest {
    private static final Model MODEL =
            ViewFiles.parse(Map.of("views.yaml", """
                    sources:
                      users: {topic: t.users, key: user_id}
                      lines: {topic: t.lines, key: [order_id, line], types: {price: "decimal(6,2)"}}
                      clicks: {topic: t.clicks, kind: events, types: {ts: timestamp}, references: {user_id: users}}
                      visits: {topic: t.visits, format: debezium, key: id, types: {ts: timestamp, on: boolean}}
                    views:
                      names: {from: users, fields: [name]}
                      prices: {from: lines, fields: [price]}
                    """)).model();

    @Test
    void stepsAreRecordsThenExpectations() {
        CaseFile file = CaseFile.parse("case.yaml", """
                steps:
                  - events:
                      - users: {user_id: 1, name: Ada}
                      - delete: {lines: [7, 1]}
                      - raw: {topic: t.users, key: "", headers: {h: v}}
                    expect:
                      names: {1: {name: Ada}, "a b": null}
                  - expect:
                """, MODEL);
        assertThat(file.steps()).hasSize(2);
        CaseFile.Step step = file.steps().get(0);
        assertThat(step.place().line()).isEqualTo(2);
        assertThat(step.records()).extracting(SourceRecord::topic).containsExactly("t.users", "t.lines", "t.users");
        assertThat(step.records().get(0).value()).asString().isEqualTo("{\"user_id\":1,\"name\":\"Ada\"}");
        assertThat(step.records().get(1).key()).asString().isEqualTo("{\"order_id\":7,\"line\":1}");
        assertThat(step.records().get(1).value()).isNull();
        assertThat(step.records().get(2).key()).isEmpty();
        assertThat(step.records().get(2).value()).isNull();
        assertThat(step.records().get(2).headers()).isEqualTo(Map.of("h", "v"));
        assertThat(step.expected()).extracting(Expectation::key).containsExactly("1", "a b");
        assertThat(step.expected().get(1).document()).isNull();
    }

    @Test
    void unknownNamesAreShownWithTheNearestOne() {
        assertRefused("""
                steps:
                  - event: []
                  - events:
                      - user: {user_id: 1}
                      - raw: {topic: t.user}
                      - raw: {val: "{}"}
                    expect:
                      name: {1: null}
                """, """
                error[unknown-key]: a step has no key `event`
                 --> case.yaml:2:5
                2 |   - event: []
                  |     ^^^^^ did you mean `events`?

                error[unknown-source]: there is no source `user`
                 --> case.yaml:4:9
                4 |       - user: {user_id: 1}
                  |         ^^^^ did you mean `users`?

                error[unknown-topic]: no source reads the topic `t.user`
                 --> case.yaml:5:22
                5 |       - raw: {topic: t.user}
                  |                      ^^^^^^ did you mean `t.users`?

                error[missing-key]: `raw` has no `topic`
                 --> case.yaml:6:9
                6 |       - raw: {val: "{}"}
                  |         ^^^ add `topic: …`

                error[unknown-key]: `raw` has no key `val`
                 --> case.yaml:6:15
                6 |       - raw: {val: "{}"}
                  |               ^^^ it takes `topic`, `key`, `value`, `headers`

                error[unknown-view]: there is no view `name`
                 --> case.yaml:8:7
                8 |       name: {1: null}
                  |       ^^^^ did you mean `names`?
                """);
    }

    @Test
    void rowsAndKeysThatCannotBeAreShownAtTheirPlace() {
        assertRefused("""
                steps:
                  - events:
                      - lines: {order_id: 1, price: 9.999}
                      - delete: {lines: 1}
                      - delete: {users: }
                      - users: [1]
                      - users
                    expect:
                      prices: {1: null, "1,1": 5}
                """, """
                error[wrong-row]: the row has no value for its key column line: {order_id=1, price=9.999}
                 --> case.yaml:3:16
                3 |       - lines: {order_id: 1, price: 9.999}
                  |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^

                error[wrong-row]: the key has the columns [order_id, line], but the value given is 1
                 --> case.yaml:4:25
                4 |       - delete: {lines: 1}
                  |                         ^

                error[wrong-type]: `users`: expected the row's key (a list when it has several columns), found nothing
                 --> case.yaml:5:24
                5 |       - delete: {users: }
                  |                        ^

                error[wrong-type]: `users`: expected a row (`column: value`), found a list
                 --> case.yaml:6:16
                6 |       - users: [1]
                  |                ^^^

                error[wrong-type]: an event: expected `source: row`, `delete: {source: key}` or `raw: {topic: …}`, one a list item, found text
                 --> case.yaml:7:9
                7 |       - users
                  |         ^^^^^

                error[wrong-key]: Expected a key of 2 parts, separated by commas, but got 1: 1
                 --> case.yaml:9:16
                9 |       prices: {1: null, "1,1": 5}
                  |                ^

                error[wrong-type]: `1,1`: expected the whole document, or `null` when there is none, found a number
                 --> case.yaml:9:32
                9 |       prices: {1: null, "1,1": 5}
                  |                                ^
                """);
    }

    @Test
    void rowsThatTheirSourceCouldNotReadAreRefused() {
        assertRefused("""
                steps:
                  - events:
                      - visits: {id: 1, ts: "2024-01-01T00:00:00Z", on: true}
                      - visits: {id: 1, ts: "yesterday"}
                      - visits: {id: 1, on: maybe}
                      - clicks: {user_id: 1, ts: soon}
                      - raw: {topic: t.visits, value: "{"}
                """, """
                error[wrong-row]: Expected column `ts` to be a timestamp (text like 2024-01-01T00:00:00Z; for numbers, declare \
                timestamp_millis or another unit), but came "yesterday"
                 --> case.yaml:4:17
                4 |       - visits: {id: 1, ts: "yesterday"}
                  |                 ^^^^^^^^^^^^^^^^^^^^^^^^ it would go to the dead letters

                error[wrong-row]: Expected column `on` to be a boolean (true, false, 1 or 0), but came "maybe"
                 --> case.yaml:5:17
                5 |       - visits: {id: 1, on: maybe}
                  |                 ^^^^^^^^^^^^^^^^^^ it would go to the dead letters

                error[wrong-row]: Expected column `ts` to be a timestamp (text like 2024-01-01T00:00:00Z; for numbers, declare \
                timestamp_millis or another unit), but came "soon"
                 --> case.yaml:6:17
                6 |       - clicks: {user_id: 1, ts: soon}
                  |                 ^^^^^^^^^^^^^^^^^^^^^^ it would go to the dead letters
                """);
    }

    private static void assertRefused(String yaml, String problems) {
        assertThatThrownBy(() -> CaseFile.parse("case.yaml", yaml, MODEL)).hasMessage(problems.stripTrailing());
    }
}
