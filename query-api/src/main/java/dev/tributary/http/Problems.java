package dev.tributary.http;

import dev.tributary.codec.KeyText;
import dev.tributary.config.Nearest;
import dev.tributary.openapi.ProblemKind;
import dev.tributary.plan.CollectionField;
import dev.tributary.plan.Outline;
import dev.tributary.plan.Plan;
import dev.tributary.query.CopyAway;
import dev.tributary.query.PageCursor;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.ViewReads;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The problems that requests for documents meet. */
final class Problems {
    private static final int RETRY_SOON_S = 1;
    private static final int RETRY_BUILDING_S = 5;
    private static final int NAMES_AT_MOST = 100;

    private Problems() {}

    static Problem noSuchView(String name, Collection<String> views) {
        String choice = views.isEmpty() ? "this service has no views" : Nearest.hint(name, views, "the views are");
        String hint = name.isEmpty() ? choice + "; without the / at its end the path lists them" : choice;
        List<String> listed = views.stream().limit(NAMES_AT_MOST).toList();
        return Problem.of(404, "no-such-view", "No such view", "There is no view `" + name + "`: " + hint)
                .with("views", listed);
    }

    static Problem noSuchDocument(String view, String key) {
        String hint = key.isEmpty() ? " Without the / at its end the path lists the documents." : "";
        return Problem.of(
                        404,
                        "no-such-document",
                        "No such document",
                        "The view " + view + " has no document of the key " + (key.isEmpty() ? "\"\"" : key) + "."
                                + hint)
                .with("view", view)
                .with("key", key);
    }

    static Problem noSuchAddress(String path, List<String> addresses) {
        return Problem.of(
                        404,
                        "no-such-address",
                        "No such address",
                        "There is nothing at " + path
                                + "; see the addresses of this service. A / within a key is written %2F.")
                .with("addresses", addresses);
    }

    static Problem noSuchProblem(String code) {
        List<String> codes = ProblemKind.ALL.stream().map(ProblemKind::code).toList();
        return Problem.of(
                        404,
                        "no-such-problem",
                        "No such problem",
                        "No problem has the code `" + code + "`: " + Nearest.hint(code, codes, "there are"))
                .with("codes", codes);
    }

    static Problem unavailable(String view, Unavailable why) {
        Problem problem = Problem.of(503, code(why), title(why), why.explanation())
                .with("view", view)
                .with("progress", why.progress());
        return switch (why.reason()) {
            case BUILDING, RESTORING -> problem.retryAfter(RETRY_BUILDING_S);
            case NO_COPY -> problem.retryAfter(RETRY_SOON_S);
            case FAILED -> problem;
        };
    }

    /** A copy was not to be had for the whole time of a request, or is not here, where another instance looked for it. */
    static Problem away(ViewReads view, CopyAway away, boolean isHop) {
        String name = view.plan().view().name();
        if (isHop) {
            Problem problem = elsewhere("The copy is not here, or not active.");
            return away.copy()
                    .map(copy -> problem.with("log", copy.log()).with("partition", copy.partition()))
                    .orElse(problem);
        }
        if (away.isLate()) {
            return Problem.of(
                            504,
                            "deadline",
                            "Not answered in time",
                            away.getMessage() + " Ask again, or give it more time with `timeout=…`.")
                    .with("view", name)
                    .retryAfter(RETRY_SOON_S);
        }
        return away.copy()
                .map(copy -> unavailable(name, Unavailable.noCopy(name, copy.partition(), view.status())))
                .orElseGet(() -> Problem.of(
                                503, "no-copy", "No copy to be reached", away.getMessage() + " Ask again soon.")
                        .with("view", name)
                        .retryAfter(RETRY_SOON_S));
    }

    /** Who asks as another instance would must show that it is one. */
    static Problem notAnInstance() {
        return Problem.of(
                403,
                "not-an-instance",
                "Not an instance",
                "Only instances of this service ask so. They know each other by `http.cluster_secret`, which must be the same in"
                        + " the configurations of all, and by their clocks, which must agree to a minute.");
    }

    /** What an instance answers another that looked for a copy here. */
    static Problem elsewhere(String why) {
        return Problem.of(421, "elsewhere", "Not here", why);
    }

    static Problem tooManyStreams(int most) {
        return Problem.of(
                        503,
                        "too-many-streams",
                        "Too many streams",
                        "This instance keeps at most " + most
                                + " streams and waiting requests open, and there are that many"
                                + " now; ask again later, or another instance.")
                .with("most", most)
                .retryAfter(RETRY_BUILDING_S);
    }

    static Problem storeMoved() {
        return Problem.of(
                        503,
                        "no-copy",
                        "No copy here",
                        "The documents moved to another instance while they were read; ask again.")
                .retryAfter(RETRY_SOON_S);
    }

    private static String code(Unavailable why) {
        return switch (why.reason()) {
            case BUILDING -> "building";
            case RESTORING -> "restoring";
            case NO_COPY -> "no-copy";
            case FAILED -> "failed";
        };
    }

    private static String title(Unavailable why) {
        return switch (why.reason()) {
            case BUILDING -> "View is being built";
            case RESTORING -> "Copy is being restored";
            case NO_COPY -> "No copy here";
            case FAILED -> "View has failed";
        };
    }

    /** The canonical key that a path's segment names. */
    static byte[] key(Plan plan, String segment) {
        try {
            return KeyText.parse(segment, plan.keyParts());
        } catch (IllegalArgumentException notKey) {
            throw new Refusal(Problem.of(400, "bad-key", "Bad key", String.valueOf(notKey.getMessage()))
                    .with("view", plan.view().name())
                    .with("parts", plan.keyParts()));
        }
    }

    /** Behind what a cursor's page starts. */
    static byte[] cursor(PageCursor cursors, String cursor) {
        PageCursor.Reading reading = cursors.decode(cursor);
        if (reading instanceof PageCursor.Reading.Behind behind) {
            return behind.last();
        }
        if (reading instanceof PageCursor.Reading.Expired) {
            throw new Refusal(Problem.of(
                            410,
                            "expired-cursor",
                            "Expired cursor",
                            "The view was defined otherwise when this cursor was made; leave the cursor out to start"
                                    + " over.")
                    .with("parameter", "cursor"));
        }
        String why = reading instanceof PageCursor.Reading.Foreign
                ? "The cursor belongs to another request than this one: to another view, document or field, or to other"
                        + " values of a lookup."
                : "The cursor is not one that this service made; it may have been cut off.";
        throw new Refusal(Problem.of(
                        400,
                        "bad-cursor",
                        "Bad cursor",
                        why + " Take `next` of a page as it is, with the parameters of that page, or leave the cursor"
                                + " out to start over.")
                .with("parameter", "cursor"));
    }

    /** The collection that a field of a view's documents is. */
    static CollectionField collection(Plan plan, String field) {
        return plan.collection(field).orElseThrow(() -> new Refusal(noCollection(plan, field)));
    }

    private static Problem noCollection(Plan plan, String field) {
        String view = plan.view().name();
        Map<String, Outline> known = plan.outline().members().orElse(null);
        if (known == null) {
            return notACollection(
                    view,
                    field,
                    "The documents of " + view + " show columns of their rows as they come, and none is a collection"
                            + " that could be paged.");
        }
        Outline itself = known.get(field);
        if (itself != null) {
            return notACollection(
                    view,
                    field,
                    "The field `" + field + "` of " + view + " is " + itself.what()
                            + ", and no collection that could be paged; it comes with the document.");
        }
        List<String> names = List.copyOf(known.keySet());
        return Problem.of(
                        404,
                        "no-such-field",
                        "No such field",
                        "The documents of " + view + " have no field `" + field + "`: "
                                + Nearest.hint(field, names, "the fields are")
                                + (Nearest.to(field, names).isPresent() ? "" : ". A / within a key is written %2F."))
                .with("view", view)
                .with("field", field)
                .with("fields", names.stream().limit(NAMES_AT_MOST).toList());
    }

    private static Problem notACollection(String view, String field, String detail) {
        return Problem.of(400, "not-a-collection", "Not a collection", detail)
                .with("view", view)
                .with("field", field);
    }
}
