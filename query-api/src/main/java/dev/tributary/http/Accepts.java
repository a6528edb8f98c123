package dev.tributary.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a client takes: by {@code Accept} and {@code Accept-Encoding} (RFC 9110, 12.5), with qualities and wildcards. */
final class Accepts {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String EVENTS = "text/event-stream";

    private static final String GZIP = "gzip";
    /** What is accepted, then its parameters. */
    private static final Pattern ELEMENT = Pattern.compile("\\s*([^\\s;,]+)\\s*(;.*)?");

    private static final Pattern QUALITY =
            Pattern.compile("(?:^|;)\\s*[qQ]\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;|$)");
    private static final Pattern ANY_QUALITY = Pattern.compile("(?:^|;)\\s*[qQ]\\s*=.*");

    private Accepts() {}

    /** One element of a header: what is accepted, in lower case, and how much it is wanted, from 0, not at all, to 1. */
    private record Accepted(String what, double quality) {}

    /**
     * The one of the media types that the client wants most; of several wanted alike the first.
     *
     * @throws Refusal when it takes none of them
     */
    static String mediaType(Context ctx, String... offered) {
        List<Accepted> accepted = elements(ctx, "Accept");
        if (accepted.isEmpty()) {
            return offered[0];
        }
        String best = offered[0];
        double most = 0;
        for (String type : offered) {
            double quality = quality(accepted, type);
            if (quality > most) {
                most = quality;
                best = type;
            }
        }
        if (most == 0) {
            throw new Refusal(notAcceptable(ctx, List.of(offered)));
        }
        return best;
    }

    /** Of the elements that fit a media type the most specific one decides. A stream, which has no end, has to be named. */
    private static double quality(List<Accepted> accepted, String type) {
        if (type.equals(EVENTS)) {
            return Math.max(0, stated(accepted, type));
        }
        for (String range : List.of(type, type.substring(0, type.indexOf('/')) + "/*", "*/*")) {
            double quality = stated(accepted, range);
            if (quality >= 0) {
                return quality;
            }
        }
        return 0;
    }

    /** How much exactly this is wanted; -1 when nothing is said of it. */
    private static double stated(List<Accepted> accepted, String what) {
        return accepted.stream()
                .filter(element -> element.what.equals(what))
                .mapToDouble(Accepted::quality)
                .max()
                .orElse(-1);
    }

    private static Problem notAcceptable(Context ctx, List<String> offered) {
        String types = offered.stream().map(type -> "`" + type + "`").collect(Collectors.joining(" or "));
        return Problem.of(
                        406,
                        "not-acceptable",
                        "Not acceptable",
                        "Expected `Accept` to allow " + types + ", but came `" + header(ctx, "Accept") + "`.")
                .with("types", offered);
    }

    /** How a body is to be encoded. */
    enum Coding {
        /** As it is. */
        IDENTITY,
        /** Compressed where that is worth it. */
        GZIP_IF_LARGE,
        /** Compressed: the client does not take it as it is. */
        GZIP
    }

    /** What the client wants of bodies that can be compressed; as it is where it takes neither. */
    static Coding coding(Context ctx) {
        List<Accepted> accepted = elements(ctx, "Accept-Encoding");
        if (accepted.isEmpty()) {
            return Coding.IDENTITY;
        }
        double any = stated(accepted, "*");
        double gzip = Math.max(stated(accepted, GZIP), stated(accepted, "x-gzip"));
        double zipped = gzip >= 0 ? gzip : any;
        double identity = stated(accepted, "identity");
        if (zipped <= 0 || identity > zipped) {
            return Coding.IDENTITY;
        }
        boolean refused = identity == 0 || (identity < 0 && any == 0);
        return refused ? Coding.GZIP : Coding.GZIP_IF_LARGE;
    }

    /** All lines of a header are one list; what is no element is passed over. */
    private static List<Accepted> elements(Context ctx, String name) {
        if (ctx.req().getHeader(name) == null) {
            return List.of();
        }
        List<Accepted> elements = new ArrayList<>();
        for (String text : header(ctx, name).split(",", -1)) {
            Matcher element = ELEMENT.matcher(text);
            if (element.matches()) {
                String parameters = element.group(2) == null ? "" : element.group(2);
                Matcher quality = QUALITY.matcher(parameters);
                if (quality.find()) {
                    elements.add(accepted(element, Double.parseDouble(quality.group(1))));
                } else if (!ANY_QUALITY.matcher(parameters).matches()) {
                    elements.add(accepted(element, 1));
                }
            }
        }
        return elements;
    }

    private static Accepted accepted(Matcher element, double quality) {
        return new Accepted(element.group(1).toLowerCase(Locale.ROOT), quality);
    }

    private static String header(Context ctx, String name) {
        return Collections.list(ctx.req().getHeaders(name)).stream().collect(Collectors.joining(", "));
    }
}
