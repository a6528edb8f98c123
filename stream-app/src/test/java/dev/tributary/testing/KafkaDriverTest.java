package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same cases on a real broker: documents appear, stay away, change and go. */
class KafkaDriverTest {
    private static final Model MODEL =
            ViewFiles.parse(Map.of("views.yaml", """
                    sources:
                      users: {topic: t.users, format: debezium, key: user_id}
                      orders: {topic: t.orders, key: order_id, references: {user_id: users}}
                    views:
                      customers:
                        from: users
                        fields: [name, orders: {many: orders, fields: [order_id, qty]}]
                      packing: {from: orders, fields: [qty, customer: {one: users, required: true, fields: [name]}]}
                    """)).model();
    private static final String CASE = """
            steps:
              - events:
                  - orders: {order_id: 10, user_id: 1, qty: 2}
                expect:
                  customers: {1: null}
                  packing: {10: null}
              - events:
                  - users: {user_id: 1, name: Ada}
                  - users: {user_id: 2, name: Ben}
                  - raw: {topic: t.orders, key: "10", value: "{"}
                expect:
                  customers:
                    1: {name: Ada, orders: [{order_id: 10, qty: 2}]}
                    2: {name: Ben, orders: []}
                  packing: {10: {qty: 2, customer: {name: Ada}}}
              - events:
                  - delete: {users: 1}
                  - orders: {order_id: 10, user_id: 2, qty: 3}
                expect:
                  customers:
                    1: null
                    2: {name: Ben, orders: [{order_id: 10, qty: 3}]}
                  packing: {10: {qty: 3, customer: {name: Ben}}}
            """;

    @Test
    void runsCasesOnABrokerEachInTopicsOfItsOwn() throws Exception {
        CaseFile file = CaseFile.parse("case.yaml", CASE, MODEL);
        try (SandboxKafka kafka = SandboxKafka.start()) {
            Driver driver = new KafkaDriver(kafka.bootstrapServers());
            for (CaseFile each : List.of(file, file)) {
                CaseResult result = CaseRunner.run(each, MODEL, driver);
                assertThat(String.join("\n\n", result.failures())).isEmpty();
            }
        }
    }
}
