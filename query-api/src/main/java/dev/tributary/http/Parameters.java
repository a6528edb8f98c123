package dev.tributary.http;

import dev.tributary.config.Nearest;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request: those that the address knows, most of them at most once. */
final class Parameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> sent = new HashMap<>();
    private final List<String> once;
    private final Collection<String> repeated;
    private final Function<String, Problem> unknown;

    private Parameters(List<String> once, Collection<String> repeated, Function<String, Problem> unknown) {
        this.once = once;
        this.repeated = repeated;
        this.unknown = unknown;
    }

    /** Refuses what the address does not know. */
    static Parameters of(Context ctx, String... known) {
        return of(ctx, List.of(known), List.of(), name -> unknown(name, List.of(known)));
    }

    /**
     * Refuses what the address does not know.
     *
     * @param repeated those that may be given several times
     * @param unknown what is wrong with any other
     */
    static Parameters of(
            Context ctx, List<String> once, Collection<String> repeated, Function<String, Problem> unknown) {
        Parameters parameters = new Parameters(once, repeated, unknown);
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
        if (!once.contains(name) && !repeated.contains(name)) {
            throw new Refusal(unknown.apply(name));
        }
        List<String> given = values.computeIfAbsent(name, first -> new ArrayList<>());
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        given.add(decode(value));
        sent.putIfAbsent(name, value);
        if (given.size() > 1 && once.contains(name)) {
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

    /** There is no parameter of that name among these. */
    static Problem unknown(String name, List<String> known) {
        String hint = known.isEmpty() ? "this address has none" : Nearest.hint(name, known, "the parameters are");
        return Problem.of(
                        400,
                        "unknown-parameter",
                        "Unknown parameter",
                        "There is no parameter `" + name + "` here: " + hint)
                .with("parameter", name)
                .with("parameters", known);
    }

    static Problem bad(String name, String detail) {
        return Problem.of(400, "bad-parameter", "Bad parameter", detail).with("parameter", name);
    }

    /** Refuses those of these that are given. */
    void none(List<String> names, String with) {
        for (String name : names) {
            if (values.containsKey(name)) {
                throw new Refusal(
                        bad(name, "The parameter `" + name + "` does not go with " + with + "; leave it out."));
            }
        }
    }

    Optional<String> text(String name) {
        return all(name).stream().findFirst();
    }

    /** The first value of a parameter as it was sent, not decoded. */
    Optional<String> raw(String name) {
        return Optional.ofNullable(sent.get(name));
    }

    /** All values of a parameter, as they were given. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The parameters that were given, in the order in which each first came. */
    Set<String> names() {
        return values.keySet();
    }

    /** The number that a parameter is. */
    int number(String name, int least, int most, int otherwise) {
        String text = text(name).orElse(null);
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
