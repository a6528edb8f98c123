package dev.tributary.openapi;

import java.util.List;
import java.util.Optional;

/**
 * What a problem's code means, the same for all problems that have it.
 *
 * @param status the HTTP status
 * @param meaning what is wrong, in a sentence
 * @param remedy what to do about it, in a sentence
 */
public record ProblemKind(int status, String code, String title, String meaning, String remedy) {
    /** All of them, by status; beside these there are the codes of {@link #ofServer}. */
    public static final List<ProblemKind> ALL = List.of(
            new ProblemKind(
                    400,
                    "bad-call",
                    "Bad call",
                    "Another instance asks for something that this one does not know: they are of different versions.",
                    "Let all instances run the same version; while they are replaced, the others answer."),
            new ProblemKind(
                    400,
                    "bad-consistency",
                    "Bad consistency",
                    "The header `Consistency` is none of its two words.",
                    "Send `active` for the copy that is kept current only, or `any`, or leave it out for that."),
            new ProblemKind(
                    400,
                    "bad-cursor",
                    "Bad cursor",
                    "The cursor is cut off or changed, or belongs to another view or to another lookup.",
                    "Take `next` of a page as it is, with the parameters of that page; or leave the cursor out to start"
                            + " over."),
            new ProblemKind(
                    400,
                    "bad-fields",
                    "Bad fields",
                    "`fields` is not written as names and parentheses.",
                    "Write it like name,orders(order_id,product), with %2C, %28 and %29 for signs within a name."),
            new ProblemKind(
                    400,
                    "bad-key",
                    "Bad key",
                    "The key has another number of parts than the view's keys, or is badly encoded.",
                    "Join the parts of a key by commas, each percent-encoded: a comma within a part is %2C, a slash"
                            + " %2F."),
            new ProblemKind(
                    400,
                    "bad-limit",
                    "Bad limit",
                    "`limit` is no whole number, or out of its range.",
                    "Give a whole number from 1 to 1000 (or what `http.limits.page` says), or leave it out for 50."),
            new ProblemKind(
                    400,
                    "bad-parameter",
                    "Bad parameter",
                    "A parameter is given more than once, is badly encoded, or stands beside one that it does not go"
                            + " with.",
                    "`parameter` names it, and `detail` says what was expected."),
            new ProblemKind(
                    400,
                    "not-a-collection",
                    "Not a collection",
                    "The field holds no rows that could be paged.",
                    "Read the document itself, or page a `many` or a `pluck` of it."),
            new ProblemKind(
                    400,
                    "not-indexed",
                    "Not indexed",
                    "The view's documents cannot be looked up by this field, or by these fields together.",
                    "`lookups` lists what they can be looked up by; `index` in the view file adds a lookup."),
            new ProblemKind(
                    400,
                    "too-many-values",
                    "Too many values",
                    "A lookup asks for more values, or combinations of values, than one request may.",
                    "Ask for some of them at a time; `most` says how many."),
            new ProblemKind(
                    400,
                    "unknown-field",
                    "Unknown field",
                    "`fields` names one that the documents do not have.",
                    "`fields` of the answer lists those that there are."),
            new ProblemKind(
                    400,
                    "unknown-parameter",
                    "Unknown parameter",
                    "The address has no parameter of that name.",
                    "`parameters` lists those that it has."),
            new ProblemKind(
                    401,
                    "unauthorized",
                    "Credential needed",
                    "The address needs a credential, or the one that came was refused.",
                    "Send an API key as `X-API-Key`, or a key or token as `Authorization: Bearer …`."),
            new ProblemKind(
                    403,
                    "forbidden",
                    "Not allowed",
                    "The credential is known, but lacks a scope.",
                    "`scope` says which; whoever runs the service can add it."),
            new ProblemKind(
                    403,
                    "not-an-instance",
                    "Not an instance",
                    "The request says that it comes from another instance, but is not signed as by one.",
                    "Give all instances the same `http.cluster_secret`, and clocks that agree to a minute."),
            new ProblemKind(
                    404,
                    "no-such-address",
                    "No such address",
                    "There is nothing at this path.",
                    "`addresses` lists what the service has. A slash within a key is written %2F."),
            new ProblemKind(
                    404,
                    "no-such-document",
                    "No such document",
                    "The view has no document of this key, at least not now.",
                    "Nothing needs to be done: the answer is as fresh as `View-Lag` says."),
            new ProblemKind(
                    404,
                    "no-such-field",
                    "No such field",
                    "The view's documents have no field of that name.",
                    "`fields` lists those that there are."),
            new ProblemKind(
                    404,
                    "no-such-problem",
                    "No such problem",
                    "No problem has this code.",
                    "`codes` lists those that there are."),
            new ProblemKind(
                    404,
                    "no-such-view",
                    "No such view",
                    "The service has no view of that name.",
                    "`views` lists those that it has."),
            new ProblemKind(
                    405,
                    "method-not-allowed",
                    "Method not allowed",
                    "The method is neither GET nor HEAD. Views are read here, and changed by their topics.",
                    "Use one that the header `Allow` lists."),
            new ProblemKind(
                    406,
                    "not-acceptable",
                    "Not acceptable",
                    "`Accept` allows nothing of what the address has.",
                    "`types` lists the media types that there are."),
            new ProblemKind(
                    410,
                    "expired-cursor",
                    "Expired cursor",
                    "The cursor is of an earlier definition of the view.",
                    "Leave the cursor out to start over."),
            new ProblemKind(
                    414,
                    "address-too-long",
                    "Address too long",
                    "Path and query are longer than the service takes.",
                    "Ask for less at a time; `most` says how many bytes there may be."),
            new ProblemKind(
                    421,
                    "elsewhere",
                    "Not here",
                    "Another instance looked here for a copy that is not here, or not active.",
                    "Nothing: instances say it to each other, and look elsewhere."),
            new ProblemKind(
                    429,
                    "too-many-requests",
                    "Too many requests",
                    "More requests came from this client than it may make.",
                    "Ask again after `Retry-After` seconds."),
            new ProblemKind(
                    431,
                    "headers-too-long",
                    "Headers too long",
                    "The request's headers are longer than the service takes.",
                    "Send fewer cookies, or shorter credentials; `most` says how many bytes there may be."),
            new ProblemKind(
                    500,
                    "internal",
                    "Internal error",
                    "The service failed while it answered: a fault of its own.",
                    "Look into the service's log at the time of the answer, and report it."),
            new ProblemKind(
                    503,
                    "building",
                    "View is being built",
                    "The view was never complete yet, and no document is shown before it is.",
                    "Ask again after `Retry-After` seconds; `progress` goes from 0 to 1, and `detail` says what is waited"
                            + " for."),
            new ProblemKind(
                    503,
                    "failed",
                    "View has failed",
                    "An error stopped the view. Other views go on.",
                    "`detail` says what happened. Mend that: it is tried again by itself, at first after a minute."),
            new ProblemKind(
                    503,
                    "no-copy",
                    "No copy here",
                    "No instance that has a copy of the document's partition could be reached; it may be moving between them.",
                    "Ask again after `Retry-After` seconds."),
            new ProblemKind(
                    503,
                    "no-issuer",
                    "Token cannot be checked",
                    "The keys of the token's issuer cannot be fetched now.",
                    "Ask again after `Retry-After` seconds."),
            new ProblemKind(
                    503,
                    "not-ready",
                    "Not ready",
                    "Not every view can be read yet.",
                    "`reasons` says of each view what it waits for. Send no requests to this instance until it is"
                            + " ready."),
            new ProblemKind(
                    503,
                    "restoring",
                    "Copy is being restored",
                    "The view is complete, and this instance brings its copy up from the log.",
                    "Ask again after `Retry-After` seconds; `progress` goes from 0 to 1."),
            new ProblemKind(
                    503,
                    "stopping",
                    "Stopping",
                    "The instance was told to end, and is leaving its partitions to others.",
                    "Send no new requests to it; what it is still asked it answers."),
            new ProblemKind(
                    503,
                    "too-many-streams",
                    "Too many streams",
                    "As many streams and waiting requests are open on this instance as it keeps at a time.",
                    "Ask again later, or another instance; `http.limits.streams` says how many there may be."),
            new ProblemKind(
                    504,
                    "deadline",
                    "Not answered in time",
                    "The instances that have copies of the document did not answer within the time of the request.",
                    "Ask again after `Retry-After` seconds, or give the request more time with `timeout=…`."));

    private static final String SERVER = "http-";

    /** The one of that code; empty when there is none. */
    public static Optional<ProblemKind> of(String code) {
        return ALL.stream().filter(kind -> kind.code.equals(code)).findFirst();
    }

    /** What the server itself refuses before the API sees it; the code has the status. */
    public static ProblemKind ofServer(int status, String reason) {
        return new ProblemKind(
                status,
                SERVER + status,
                reason,
                "The server could not take the request: it is malformed, or something of it is too long.",
                "`detail` says what is wrong with it.");
    }

    /** The status of a code of the server's; empty when it is not one of those. */
    public static Optional<Integer> serverStatus(String code) {
        return code.matches(SERVER + "[45][0-9][0-9]")
                ? Optional.of(Integer.valueOf(code.substring(SERVER.length())))
                : Optional.empty();
    }
}
