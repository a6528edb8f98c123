package dev.tributary.http;

import dev.tributary.config.Nearest;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request: those that the address knows, each at most once. */
final class Parameters {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> known;

    private Parameters(List<String> known) {
        this.known = known;
    }

    /** Refuses what the address does not know. */
    static Parameters of(Context ctx, String... known) {
        Parameters parameters = new Parameters(List.of(known));
        String query = ctx.req().getQueryString();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    private void add(String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        if (!known.contains(name)) {
            throw new Refusal(unknown(name));
        }
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (values.put(name, value) != null) {
            throw new Refusal(bad(name, "The parameter `" + name + "` is given more than once; give it once."));
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Problem.of(
                    400,
                    "bad-parameter",
                    "Bad parameter",
                    "Expected two hexadecimal digits after each % in the query, but came `" + text + "`."));
        }
    }

    private Problem unknown(String name) {
        String hint = known.isEmpty() ? "this address has none" : Nearest.hint(name, known, "the parameters are");
        return Problem.of(
                        400,
                        "unknown-parameter",
                        "Unknown parameter",
                        "There is no parameter `" + name + "` here: " + hint)
                .with("parameter", name)
                .with("parameters", known);
    }

    private static Problem bad(String name, String detail) {
        return Problem.of(400, "bad-parameter", "Bad parameter", detail).with("parameter", name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The number that a parameter is. */
    int number(String name, int least, int most, int otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        Integer number = integer(text);
        if (number == null || number < least || number > most) {
            throw new Refusal(Problem.of(
                            400,
                            "bad-" + name,
                            "Bad " + name,
                            "Expected `" + name + "` to be a whole number from " + least + " to " + most
                                    + ", but came `" + text + "`.")
                    .with("parameter", name));
        }
        return number;
    }

    private static @Nullable Integer integer(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notInteger) {
            return null;
        }
    }
}
