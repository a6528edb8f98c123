package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases' expectations are written by hand; here they and the oracle check each other. */
class OracleCasesTest {

    @TestFactory
    Stream<DynamicTest> everyCaseOfEveryExample() {
        return Examples.all().stream().flatMap(OracleCasesTest::casesOf);
    }

    private static Stream<DynamicTest> casesOf(Path example) {
        Oracle oracle = Oracle.of(Examples.views(example));
        return Examples.cases(example).stream()
                .map(file -> DynamicTest.dynamicTest(
                        example.getFileName() + "/" + file.getFileName(), () -> check(oracle, file)));
    }

    private static void check(Oracle oracle, Path file) {
        Rows rows = new Rows(oracle.file());
        int number = 0;
        for (CaseFile.Step step : CaseFile.read(file, oracle.file()).steps()) {
            number++;
            String what = "step " + number;
            step.events().forEach(rows::apply);
            var documents = oracle.evaluate(rows.latest());
            step.expect().forEach((view, expected) -> {
                assertThat(documents).as(what).containsKey(view);
                var actual = documents.getOrDefault(view, Map.of());
                expected.forEach((key, document) -> assertThat(Documents.values(document, actual.get(key)))
                        .as("%s, %s/%s", what, view, key)
                        .isNull());
            });
        }
    }
}
