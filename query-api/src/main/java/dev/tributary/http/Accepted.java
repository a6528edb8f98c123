package dev.tributary.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Which of several media types a client likes best. */
final class Accepted {
    private Accepted() {}

    /** The one that {@code Accept} prefers; the first of those alike, and of those of which none is accepted. */
    static String best(Context ctx, List<String> offered) {
        ctx.header("Vary", "Accept");
        List<String> lines = Collections.list(ctx.req().getHeaders("Accept"));
        String accept = lines.isEmpty() ? "*/*" : String.join(",", lines);
        String best = offered.get(0);
        double quality = 0;
        for (String type : offered) {
            double of = quality(type, accept);
            if (of > quality) {
                best = type;
                quality = of;
            }
        }
        return best;
    }

    /** What the most specific range says. */
    private static double quality(String type, String accept) {
        double quality = 0;
        int specific = -1;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int matches = matches(parts[0].trim(), type);
            if (matches > specific) {
                specific = matches;
                quality = quality(parts);
            }
        }
        return quality;
    }

    /** How specific a range is that has the type: 2, 1, 0; -1 when it does not have it. */
    private static int matches(String range, String type) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double quality(String[] parameters) {
        for (String parameter : parameters) {
            String text = parameter.trim();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException notNumber) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
