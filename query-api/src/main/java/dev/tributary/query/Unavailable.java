package dev.tributary.query;

import dev.tributary.runtime.ViewStatus;
import java.util.Optional;

/**
 * Why a view's documents cannot be read here now.
 *
 * @param explanation a sentence for people
 * @param progress of what is waited for, 0 to 1
 */
public record Unavailable(Reason reason, String explanation, double progress) {

    /** What keeps the documents from being read. */
    public enum Reason {
        /** The view was never complete yet. */
        BUILDING,
        /** A copy is being brought up from its log. */
        RESTORING,
        /** The copy is not on this instance. */
        NO_COPY,
        /** The view was stopped by an error. */
        FAILED
    }

    /** Why no document of a view in that state may be shown; empty when they may. */
    public static Optional<Unavailable> of(String view, ViewStatus status) {
        return switch (status.state()) {
            case STARTING ->
                Optional.of(unavailable(Reason.BUILDING, "The view " + view + " is starting; ask again soon.", status));
            case BUILDING ->
                Optional.of(unavailable(
                        Reason.BUILDING,
                        "The view " + view + " is being built from its topics, of which " + percent(status)
                                + " have been read; until then it has no complete documents.",
                        status));
            case FAILED ->
                Optional.of(unavailable(
                        Reason.FAILED,
                        "The view " + view + " has failed and serves nothing until it is mended.",
                        status));
            case RESTORING, RUNNING -> Optional.empty();
        };
    }

    /** The copy of a partition is missing, though the view is complete. */
    public static Unavailable noCopy(String view, int partition, ViewStatus status) {
        if (status.state() == ViewStatus.State.RESTORING) {
            return unavailable(
                    Reason.RESTORING,
                    "Partition " + partition + " of the view " + view + " is being restored from its log; "
                            + percent(status) + " is done.",
                    status);
        }
        return unavailable(
                Reason.NO_COPY,
                "This instance has no copy of partition " + partition + " of the view " + view
                        + "; it may be moving between instances: ask again soon.",
                status);
    }

    private static Unavailable unavailable(Reason reason, String explanation, ViewStatus status) {
        String detail = status.detail().isEmpty() ? "" : " " + status.detail();
        return new Unavailable(reason, explanation + detail, status.progress());
    }

    private static String percent(ViewStatus status) {
        return (int) (100 * status.progress()) + " %";
    }
}
