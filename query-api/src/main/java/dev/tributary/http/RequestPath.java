package dev.tributary.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A request's path, split before it is decoded: {@code %2F} is no separator, and neither dots nor empty segments mean anything. */
record RequestPath(List<String> segments) {

    /** @param path as the client sent it */
    static RequestPath of(String path) {
        return new RequestPath(List.of(path.substring(1).split("/", -1)));
    }

    /** The path of a view's documents. */
    static String ofView(String name) {
        return "/views/" + encoded(name);
    }

    /** A text as a segment, or as a name or value of a parameter. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** How many segments there are; a slash at the end begins an empty one. */
    int length() {
        return segments.size();
    }

    /** A segment as it was sent. */
    String raw(int index) {
        return segments.get(index);
    }

    /** A segment decoded; one that cannot be decoded as it is. */
    String text(int index) {
        String raw = raw(index);
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return raw;
        }
    }
}
