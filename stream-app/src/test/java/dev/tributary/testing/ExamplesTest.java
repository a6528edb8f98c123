package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases of the repository's examples, on the engine. */
class ExamplesTest {

    @TestFactory
    Stream<DynamicTest> everyCaseOfEveryExample() throws IOException {
        List<Path> examples;
        try (Stream<Path> entries = Files.list(examples())) {
            examples = entries.filter(each -> !ViewPaths.cases(each).isEmpty())
                    .sorted()
                    .toList();
        }
        assertThat(examples).isNotEmpty();
        return examples.stream().flatMap(ExamplesTest::casesOf);
    }

    private static Stream<DynamicTest> casesOf(Path example) {
        Model model = ViewFiles.load(ViewPaths.views(example)).model();
        return CaseFile.read(ViewPaths.cases(example), model).stream()
                .map(file -> DynamicTest.dynamicTest(
                        example.getFileName() + "/" + file.file().getFileName(), () -> check(file, model)));
    }

    private static void check(CaseFile file, Model model) throws InterruptedException {
        CaseResult result = CaseRunner.run(file, model, new TopologyDriver());
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
