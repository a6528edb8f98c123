package dev.tributary.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the records of each format say, to the letter: {@code <format>/<name>.yaml} gives {@code <format>/<name>.txt}. With
 * {@code -Dgolden.update=true} the texts are written instead.
 */
final class FormatsTest {
    private static final Path FOLDER = Path.of("src/test/resources/formats");

    private static final Path DOCUMENTATION = Path.of("../docs/formats.md");

    static List<String> names() throws IOException {
        return files(".yaml");
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysTheSame(String name) throws IOException {
        String said = said(FormatSample.read(FOLDER.resolve(name + ".yaml")));
        Path expected = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, said);
        }
        assertThat(said).isEqualTo(Files.readString(expected));
    }

    @Test
    void everyTextHasItsFile() throws IOException {
        assertThat(files(".txt")).isEqualTo(names());
        try (Stream<Path> all = Files.walk(FOLDER)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allMatch(
                            f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".txt"));
        }
    }

    @Test
    void samplesOfTheDocumentationAreAmongThem() throws IOException {
        StringBuilder inputs = new StringBuilder();
        for (String name : names()) {
            inputs.append(Files.readString(FOLDER.resolve(name + ".yaml")));
        }
        List<String> samples = Files.readAllLines(DOCUMENTATION).stream()
                .filter(line -> line.startsWith("    key ") || line.startsWith("    value "))
                .map(line -> line.replaceFirst("^    \\w+ +", "").replaceFirst(" {2,}.*", ""))
                .toList();
        assertThat(samples)
                .hasSizeGreaterThan(10)
                .allSatisfy(sample -> assertThat(inputs).contains(sample));
    }

    /** A line for each change, an empty one between records. */
    private static String said(FormatSample sample) throws IOException {
        try (RecordedRegistry registry = new RecordedRegistry(sample.registry())) {
            RecordDecoder decoder = RecordDecoders.of(sample.source(registry.url()));
            List<String> said = new ArrayList<>();
            for (FormatSample.Input record : sample.records()) {
                StringBuilder lines = new StringBuilder();
                decoder.decode(record.key(), record.value(), record::header)
                        .forEach(change -> lines.append(ChangeText.of(change)).append('\n'));
                said.add(lines.toString());
            }
            return String.join("\n", said);
        }
    }

    private static List<String> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.map(file -> FOLDER.relativize(file).toString())
                    .filter(file -> file.endsWith(ending))
                    .map(file -> file.substring(0, file.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }
}
