package dev.tributary.plan;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Names as JSON text. */
final class Json {
    private Json() {}

    static String quote(String name) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
    }
}
