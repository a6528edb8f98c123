package dev.tributary.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the environment and files into values: {@code ${env:NAME:default}}, {@code ${file:/path}}. */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([^}]*)}");

    private final Map<String, String> environment;
    private final Problems problems;

    Interpolation(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /**
     * The text with every reference replaced; {@code $${…}} is a literal {@code ${…}}, and what cannot be
     * replaced stays: the problem is told once, not again as an empty value.
     */
    String apply(String text, Place place) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).isEmpty() ? value(match.group(2), place) : "${" + match.group(2) + "}"));
    }

    /** Whether the text is one reference, and nothing else. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    private String value(String reference, Place place) {
        if (reference.startsWith("env:")) {
            return variable(reference.substring("env:".length()), place);
        }
        if (reference.startsWith("file:")) {
            return content(reference.substring("file:".length()), place);
        }
        problems.error(
                "unknown-interpolation",
                place,
                "`${" + reference + "}` is neither a variable nor a file",
                "write `${env:NAME:default}` or `${file:/path}`, or `$${…}` for a literal `${…}`");
        return "${" + reference + "}";
    }

    private String variable(String reference, Place place) {
        int colon = reference.indexOf(':');
        String name = colon < 0 ? reference : reference.substring(0, colon);
        Optional<String> fallback = colon < 0 ? Optional.empty() : Optional.of(reference.substring(colon + 1));
        return Optional.ofNullable(environment.get(name)).or(() -> fallback).orElseGet(() -> {
            problems.error(
                    "missing-variable",
                    place,
                    "the environment has no variable `" + name + "`",
                    "set it, or give a default: `${env:" + name + ":default}`");
            return "${env:" + name + "}";
        });
    }

    private String content(String path, Place place) {
        try {
            return Files.readString(Path.of(path)).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            problems.error(
                    "unreadable-file", place, "cannot read the file `" + path + "`", "it must exist and be text");
            return "${file:" + path + "}";
        }
    }
}
