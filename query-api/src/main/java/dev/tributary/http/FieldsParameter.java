package dev.tributary.http;

import dev.tributary.config.Nearest;
import dev.tributary.plan.Outline;
import dev.tributary.plan.Selection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code fields=name,orders(order_id,product(stock))}: which members of documents are sent. It is split as it was sent, then each
 * name is decoded, so an encoded comma or parenthesis is part of a name. Many clients encode all of a parameter: where it has
 * separators, but all of them encoded, it is decoded once more before it is split.
 */
final class FieldsParameter {
    static final String NAME = "fields";

    private static final Pattern SEPARATOR = Pattern.compile("[,()]");
    /** Below it, no document that could be stored goes on. */
    private static final int MOST_NESTED = 100;

    private static final int NAMES_AT_MOST = 100;

    private final String text;
    private final boolean isForm;
    private int position;
    private int depth;

    private FieldsParameter(String text, boolean isForm) {
        this.text = text;
        this.isForm = isForm;
    }

    /**
     * What is asked for: all, when the parameter is not given.
     *
     * @param whole what the fields are of, in words: {@code the documents of shop}
     * @param outline what is known of it
     */
    static Selection read(Parameters parameters, String whole, Outline outline) {
        Optional<String> raw = parameters.raw(NAME);
        if (raw.isEmpty()) {
            return Selection.ALL;
        }
        String once = decode(raw.get(), true);
        boolean isSplit = SEPARATOR.matcher(raw.get()).find() || isKnown(outline, once);
        FieldsParameter parameter = isSplit || !SEPARATOR.matcher(once).find()
                ? new FieldsParameter(raw.get(), true)
                : new FieldsParameter(once, false);
        Selection asked = parameter.all();
        check(asked, whole, outline);
        return outline.resolve(asked);
    }

    private static boolean isKnown(Outline outline, String name) {
        return outline.members().map(known -> known.containsKey(name)).orElse(false);
    }

    // ------------------------------------------------------------------------------------------------ syntax

    private Selection all() {
        Selection all = list();
        if (position < text.length()) {
            throw bad("a `)` that nothing opened");
        }
        return all;
    }

    private Selection list() {
        Map<String, Selection> members = new LinkedHashMap<>();
        do {
            String name = name();
            members.merge(name, at('(') ? nested() : Selection.ALL, FieldsParameter::both);
        } while (at(','));
        return new Selection(members, false);
    }

    private Selection nested() {
        if (++depth > MOST_NESTED) {
            throw bad("more than " + MOST_NESTED + " parentheses within each other");
        }
        Selection nested = list();
        depth--;
        if (!at(')')) {
            throw bad(position == text.length() ? "a `(` that nothing closes" : "something behind a `)`");
        }
        return nested;
    }

    private boolean at(char expected) {
        boolean found = position < text.length() && text.charAt(position) == expected;
        position += found ? 1 : 0;
        return found;
    }

    private String name() {
        int from = position;
        while (position < text.length() && ",()".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        if (from == position) {
            throw bad("no name at character " + (from + 1));
        }
        return decode(text.substring(from, position), isForm);
    }

    /** @param isForm whether a plus sign is a blank */
    private static String decode(String name, boolean isForm) {
        try {
            return URLDecoder.decode(isForm ? name : name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    private static Selection both(Selection left, Selection right) {
        if (left.isAll() || right.isAll()) {
            return Selection.ALL;
        }
        Map<String, Selection> members = new LinkedHashMap<>(left.members());
        right.members().forEach((name, of) -> members.merge(name, of, FieldsParameter::both));
        return new Selection(members, false);
    }

    private Refusal bad(String came) {
        return new Refusal(Problem.of(
                        400,
                        "bad-fields",
                        "Bad fields",
                        "Expected `fields` to be names separated by commas, with those of their own members in"
                                + " parentheses, as in `fields=name,orders(order_id)`, but there is " + came + ".")
                .with("parameter", NAME));
    }

    // ----------------------------------------------------------------------------------------------- meaning

    private static void check(Selection asked, String whole, Outline outline) {
        Map<String, Outline> known = outline.members().orElse(null);
        if (known == null) {
            return;
        }
        asked.members().forEach((name, of) -> {
            Outline member = known.get(name);
            if (member == null) {
                throw new Refusal(unknown(name, whole, outline.what(), List.copyOf(known.keySet())));
            }
            check(of, "`" + name + "` of " + whole, member);
        });
    }

    private static Problem unknown(String name, String whole, String what, List<String> known) {
        String detail = known.isEmpty()
                ? "There is no field `" + name + "` in " + whole + ": it is " + what + ", which has none."
                : "There is no field `" + name + "` in " + whole + ": "
                        + Nearest.hint(name, known, "the fields are")
                        + (SEPARATOR.matcher(name).find()
                                ? " What separates names is sent as it is: `,` and not `%2C`."
                                : "");
        return Problem.of(400, "unknown-field", "Unknown field", detail)
                .with("field", name)
                .with("fields", known.stream().limit(NAMES_AT_MOST).toList());
    }
}
