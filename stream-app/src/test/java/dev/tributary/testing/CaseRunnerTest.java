package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseRunnerTest {
    private static final String VIEWS = """
            sources:
              users: {topic: t.users, key: user_id}
              orders: {topic: t.orders, key: order_id, references: {user_id: users}}
            views:
              customers:
                from: users
                fields:
                  - name
                  - score
                  - orders: {many: orders, fields: [order_id, qty]}
            """;
    private static final String GOOD = """
            steps:
              - events:
                  - users: {user_id: 1, score: 1.50, name: Ada}
                expect:
                  customers:
                    1: {orders: [], score: 1.5, name: Ada}
            """;
    private static final String BAD = """
            steps:
              - events:
                  - users: {user_id: 1, name: Ada, score: 10}
                  - orders: {order_id: 10, user_id: 1, qty: 2}
                expect:
                  customers:
                    1: {name: Ada, score: 10.0, orders: [{order_id: 10, qty: 3}]}
                    2: {name: Ben, score: null, orders: []}
              - expect:
                  customers: {1: null}
            """;

    private static final String MISMATCH = """
            :7: customers/1 is not as expected
            --- expected
            +++ actual
            @@ -1,10 +1,10 @@
             {
               "name": "Ada",
               "orders": [
                 {
                   "order_id": 10,
            -      "qty": 3
            +      "qty": 2
                 }
               ],
               "score": 10
             }""";
    private static final String MISSING = """
            :8: customers/2 is not as expected
            --- expected
            +++ actual
            @@ -1,5 +1,1 @@
            -{
            -  "name": "Ben",
            -  "orders": [],
            -  "score": null
            -}
            +(no document)""";

    @TempDir
    private Path directory;

    @BeforeEach
    void views() throws IOException {
        write("views.yaml", VIEWS);
    }

    @Test
    void aMismatchIsShownAsADiffWithItsPlace() throws Exception {
        write("cases/bad.yaml", BAD);
        write("cases/good.yaml", GOOD);
        List<CaseResult> heard = new ArrayList<>();
        CaseResults results = CaseRunner.run(directory, new TopologyDriver(), heard::add);
        assertThat(results.passed()).isEqualTo(1);
        assertThat(results.failed()).isEqualTo(1);
        assertThat(heard).isEqualTo(results.cases());
        String file = directory.resolve("cases/bad.yaml").toString();
        assertThat(results.failures()).containsExactly(file + MISMATCH, file + MISSING);
    }

    @Test
    void numbersAreShownAsTheDocumentsHaveThem() throws Exception {
        write("cases/scales.yaml", """
                steps:
                  - events:
                      - users: {user_id: 1, name: 1.0, score: 2.00}
                      - orders: {order_id: 10, user_id: 1, qty: 3.0}
                    expect:
                      customers:
                        1: {name: 2.0, score: 2, orders: [{order_id: 10.0, qty: 3.00}, {order_id: 11, qty: 1.50}]}
                """);
        CaseResults results = CaseRunner.run(directory, new TopologyDriver(), Reporter.NONE);
        assertThat(results.failures()).singleElement().asString().endsWith("""
                @@ -1,14 +1,10 @@
                 {
                -  "name": 2.0,
                +  "name": 1.0,
                   "orders": [
                     {
                       "order_id": 10,
                       "qty": 3.0
                -    },
                -    {
                -      "order_id": 11,
                -      "qty": 1.50
                     }
                   ],
                   "score": 2.00
                 }""");
    }

    @Test
    void aReportForBuildServersNamesWhatFailed() throws Exception {
        CaseResults results = new CaseResults(List.of(
                new CaseResult(Path.of("cases/good.yaml"), Duration.ofMillis(1_500), List.of()),
                new CaseResult(
                        Path.of("cases/bad.yaml"), Duration.ofMillis(20), List.of("bad.yaml:7: <1> & \u0001\n-x"))));
        Path report = directory.resolve("report.xml");
        JUnitReport.write(report, "shop", results);
        assertThat(report)
                .hasContent("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<testsuite name=\"shop\" tests=\"2\" failures=\"1\" time=\"1.520\">"
                        + "<testcase classname=\"shop\" name=\"good.yaml\" time=\"1.500\"></testcase>"
                        + "<testcase classname=\"shop\" name=\"bad.yaml\" time=\"0.020\">"
                        + "<failure message=\"bad.yaml:7: &lt;1&gt; &amp; \uFFFD\">"
                        + "bad.yaml:7: &lt;1&gt; &amp; \uFFFD\n-x</failure></testcase></testsuite>");
    }

    @Test
    void aDirectoryWithoutCasesIsAMistake() {
        assertThatThrownBy(() -> CaseRunner.run(directory, new TopologyDriver(), Reporter.NONE))
                .hasMessage("error[no-cases]: there are no cases\n --> " + directory
                        + "\n  | they are expected in `cases/*.yaml`");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
