package dev.tributary.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds files by patterns such as {@code views/*.yaml}. */
final class Glob {
    private static final String SPECIAL = "*?[{";

    /** How deep {@code **} looks: a link that leads upwards must end somewhere. */
    private static final int MAX_DEPTH = 20;

    private Glob() {}

    /** The regular files that match, sorted; none when the pattern is none. */
    static List<Path> files(Path folder, String pattern) {
        if (pattern.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
            Path file = folder.resolve(pattern);
            return Files.isRegularFile(file) ? List.of(file) : List.of();
        }
        Path start = folder.resolve(fixed(pattern));
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(start, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest(pattern));
            return found.filter(file -> matcher.matches(start.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (PatternSyntaxException | IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** The folders before the first special one: only they and what is below must be looked through. */
    private static String fixed(String pattern) {
        return pattern.substring(0, lastFixedSlash(pattern));
    }

    private static String rest(String pattern) {
        return pattern.substring(lastFixedSlash(pattern));
    }

    private static int lastFixedSlash(String pattern) {
        int special = 0;
        while (SPECIAL.indexOf(pattern.charAt(special)) < 0) {
            special++;
        }
        return pattern.lastIndexOf('/', special) + 1;
    }
}
