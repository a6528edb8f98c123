package dev.tributary.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The files of this repository, and what is written in them. */
final class Repository {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Repository() {}

    static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    /** What the pattern's group matches in each place. */
    static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Likewise, in the one place where it does. */
    static String only(String text, String pattern) {
        List<String> found = all(text, pattern);
        if (found.size() != 1) {
            throw new AssertionError("expected `" + pattern + "` in one place, found " + found);
        }
        return found.get(0);
    }
}
