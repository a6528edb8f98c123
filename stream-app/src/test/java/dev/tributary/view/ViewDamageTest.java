package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is broken in a file, the loader says so and does not break. */
final class ViewDamageTest {
    private static final Pattern WORD = Pattern.compile("[\\w.-]+|\"[^\"]*\"|[{}\\[\\],:]");
    private static final List<String> INSTEAD = List.of("", "x", "{}", "[]", "a.b", "row", "users", "\"\"", "7");

    /** Of how many words one is broken: to break each takes long. */
    private static final int EVERY = 4;

    static List<Path> views() throws IOException {
        return ViewSchemaTest.views();
    }

    @ParameterizedTest
    @MethodSource("views")
    void saysWhatIsWrongWithAnyWordOfTheFile(Path file) throws IOException {
        String text = Files.readString(file);
        int damaged = 0;
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            if (damaged++ % EVERY == 0) {
                String instead = INSTEAD.get(damaged % INSTEAD.size());
                load(text.substring(0, words.start()) + instead + text.substring(words.end()));
            }
        }
        assertThat(damaged).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("views")
    void saysWhatIsWrongWithoutAnyLineOfTheFile(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            List<String> rest = new ArrayList<>(lines);
            rest.remove(i);
            load(String.join("\n", rest));
        }
    }

    private static void load(String text) {
        try {
            ViewFiles.parse(Map.of("f.yaml", text));
        } catch (InvalidInput expected) {
            assertThat(expected.problems()).isNotEmpty();
        } catch (RuntimeException | StackOverflowError broken) {
            throw new AssertionError("the loader breaks on:\n" + text, broken);
        }
    }
}
