package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The cases of the repository's examples, by both drivers; several at a time, since on a broker they mostly wait. */
@Execution(ExecutionMode.CONCURRENT)
class ExamplesTest {

    private static SandboxKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = SandboxKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCaseInThisProcess() throws IOException {
        return cases(new TopologyDriver());
    }

    @TestFactory
    Stream<DynamicTest> everyCaseOnARealBroker() throws IOException {
        return cases(new KafkaDriver(kafka.bootstrapServers()));
    }

    private static Stream<DynamicTest> cases(Driver driver) throws IOException {
        List<Path> examples;
        try (Stream<Path> entries = Files.list(examples())) {
            examples = entries.filter(each -> !ViewPaths.cases(each).isEmpty())
                    .sorted()
                    .toList();
        }
        assertThat(examples).isNotEmpty();
        return examples.stream().flatMap(example -> casesOf(example, driver));
    }

    private static Stream<DynamicTest> casesOf(Path example, Driver driver) {
        Model model = ViewFiles.load(ViewPaths.views(example)).model();
        return CaseFile.read(ViewPaths.cases(example), model).stream()
                .map(file -> DynamicTest.dynamicTest(
                        example.getFileName() + "/" + file.file().getFileName(), () -> check(file, model, driver)));
    }

    private static void check(CaseFile file, Model model, Driver driver) throws InterruptedException {
        CaseResult result = CaseRunner.run(file, model, driver);
        assertThat(String.join("\n\n", result.failures())).isEmpty();
    }

    private static Path examples() {
        for (@Nullable Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("examples"))) {
                return at.resolve("examples");
            }
        }
        throw new IllegalStateException(
                "no folder examples above " + Path.of("").toAbsolutePath());
    }
}
