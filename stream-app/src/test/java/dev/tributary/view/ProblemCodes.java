package dev.tributary.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The codes that the sources report. */
final class ProblemCodes {
    private static final Path SOURCES = Path.of("src/main/java/dev/tributary");

    /** Texts of this form are codes, and nothing else is. */
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

    private ProblemCodes() {}

    static Set<String> all() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String folder : List.of("config", "expression", "view")) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
                for (Path file : files.toList()) {
                    CODE.matcher(Files.readString(file)).results().forEach(code -> codes.add(code.group(1)));
                }
            }
        }
        return codes;
    }
}
