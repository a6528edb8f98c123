package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.InvalidInput;
import dev.tributary.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said of wrong files, to the letter: {@code <name>.yaml} gives {@code <name>.txt}. With
 * {@code -Dgolden.update=true} the texts are written instead.
 */
final class ViewErrorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/view-errors");

    static List<String> names() throws IOException {
        return files(".yaml");
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysWhatIsWrong(String name) throws IOException {
        String said = problems(name).stream().map(Problem::render).collect(Collectors.joining("\n\n", "", "\n"));
        Path expected = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, said);
        }
        assertThat(said).isEqualTo(Files.readString(expected));
    }

    @Test
    void everyTextHasItsFile() throws IOException {
        assertThat(files(".txt")).isEqualTo(names());
        try (Stream<Path> all = Files.list(FOLDER)) {
            assertThat(all)
                    .allMatch(
                            f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".txt"));
        }
    }

    @Test
    void reportsAllFiveMistakes() throws IOException {
        assertThat(problems("five-mistakes"))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        "unknown-key", "unknown-format", "unknown-source", "unknown-source", "duplicate-field");
    }

    /** Every problem that the code can report has its example; the configuration's own are in its test. */
    @Test
    void everyCodeHasAnExample() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String name : names()) {
            problems(name).forEach(problem -> shown.add(problem.code()));
        }
        Set<String> codes = ProblemCodes.ofViews();
        codes.remove("no-files");
        assertThat(shown).containsExactlyElementsOf(codes);
    }

    static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name + ".yaml"));
    }

    static List<Problem> problems(String name) throws IOException {
        try {
            return ViewFiles.parse(Map.of(name + ".yaml", text(name))).warnings();
        } catch (InvalidInput e) {
            assertThat(e).hasMessage(e.problems().stream().map(Problem::render).collect(Collectors.joining("\n\n")));
            return e.problems();
        }
    }

    private static List<String> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ending))
                    .map(file -> file.substring(0, file.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }
}
