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

    private static final Path CASES = Path.of("src/test/java/dev/tributary/testing");

    /** What is told of case files; other texts there look like codes. */
    private static final Pattern CASE_CODE = Pattern.compile("\\berror\\(\\s*" + CODE);

    private ProblemCodes() {}

    /** Those of view files, configurations and case files. */
    static Set<String> all() throws IOException {
        Set<String> codes = ofViews();
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file :
                    files.filter(each -> !each.toString().endsWith("Test.java")).toList()) {
                CASE_CODE.matcher(Files.readString(file)).results().forEach(code -> codes.add(code.group(1)));
            }
        }
        return codes;
    }

    /** Those of view files and configurations. */
    static Set<String> ofViews() throws IOException {
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
