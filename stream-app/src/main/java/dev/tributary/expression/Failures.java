package dev.tributary.expression;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What failed, in our words as far as CEL tells. */
final class Failures {
    private static final Pattern NO_OVERLOAD = Pattern.compile("No matching overload for function '([^']*)'");
    private static final Pattern PLACE = Pattern.compile("^evaluation error(?: at [^:]*:\\d+)?: ");

    /** What CEL and Java say, and how we put it. */
    private static final Map<Pattern, String> IN_OUR_WORDS = Map.of(
            Pattern.compile("/ by zero|Modulus by zero.*"), "division by zero",
            Pattern.compile("long overflow"), "integer overflow",
            Pattern.compile("Iteration budget exceeded: (\\d+)"), "more than $1 steps through lists and objects",
            Pattern.compile("Unexpected iter_range type.*"), "only lists and objects have items to go through",
            Pattern.compile("Type conversion error from 'string' to 'bool': .(.*)."), "'$1' is no boolean",
            Pattern.compile("Unsupported key type: (.*)"), "an object's names are text, not $1",
            Pattern.compile("For input string: \"(.*)\""), "'$1' is no integer",
            Pattern.compile("Text '(.*)' could not be parsed.*"), "'$1' is no timestamp",
            Pattern.compile("Expected boolean value, found ?: ?(.*)"), "expected a boolean, found $1");

    private Failures() {}

    static String text(Throwable thrown) {
        Throwable root = thrown;
        while (!(root instanceof Failure) && root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return root instanceof Failure
                ? message
                : inOurWords(PLACE.matcher(message).replaceFirst("").replace("NULL_VALUE", "null"));
    }

    private static String inOurWords(String message) {
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.find()) {
            return "`" + Mismatch.sign(overload.group(1)) + "` does not go with the values that it got";
        }
        for (Map.Entry<Pattern, String> entry : IN_OUR_WORDS.entrySet()) {
            Matcher matcher = entry.getKey().matcher(message);
            if (matcher.matches()) {
                return matcher.replaceFirst(entry.getValue());
            }
        }
        return message;
    }
}
