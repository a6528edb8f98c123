package dev.tributary.config;

import java.util.List;
import java.util.Set;

/**
 * Which web pages of other origins may read answers.
 *
 * @param origins as browsers send them: {@code https://app.example.org}; or {@code *}
 * @param headers of requests that are allowed besides those that mean something here
 * @param credentials whether the browser may send cookies and the like
 * @param maxAgeS for how long a browser may remember that, in seconds
 */
public record Cors(Set<String> origins, List<String> headers, boolean credentials, int maxAgeS) {
    /** Any origin. */
    public static final String ANY = "*";

    public Cors {
        origins = Set.copyOf(origins);
        headers = List.copyOf(headers);
    }
}
