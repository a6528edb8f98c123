package dev.tributary.http;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/** The query of an address that leads back to this API. Not thread-safe. */
final class Query {
    private static final Pattern NO_URI = Pattern.compile("[^A-Za-z0-9._~!$'()*+,;=:@/?%-]+");

    private final StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");

    Query add(String name, String value) {
        parameters.add(RequestPath.encoded(name) + "=" + RequestPath.encoded(value));
        return this;
    }

    /** As it was sent, since its separators tell whether they are encoded; but nothing that would end the address. */
    Query addFields(Parameters given) {
        given.raw(FieldsParameter.NAME)
                .map(raw -> NO_URI.matcher(raw).replaceAll(part -> RequestPath.encoded(part.group())))
                .ifPresent(raw -> parameters.add(FieldsParameter.NAME + "=" + raw));
        return this;
    }

    /** With the question mark before it; empty text for no parameter. */
    String text() {
        return parameters.toString();
    }
}
