package dev.tributary.plan;

import dev.tributary.codec.Drafts;
import dev.tributary.codec.Message;
import dev.tributary.codec.Version;
import dev.tributary.store.FoldState;
import dev.tributary.store.Stored;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole rows of a source, kept so that its row log can be kept right.
 *
 * <p>Drafts are completed from the row that is kept, kept at once, since the next draft may need them, and appended again,
 * whole. Until that has been read back, what is kept is still a draft, which the whole one of the same version replaces: so
 * where a copy was restored from less, the log decides.
 *
 * <p>A truncation is kept for good. It ends each row of an older place that is kept; one that comes later is ended as it
 * comes. So the rows' log says of each of them that it is gone, and nobody else needs to know of truncations.
 */
public final class IngestStep extends Step {
    private static final Logger LOG = LoggerFactory.getLogger(IngestStep.class);
    private static final byte[] TRUNCATION = Drafts.truncationKey();
    private static final byte[] ALL_ROWS = FoldState.space(FoldState.ROWS, new byte[0]);

    private final AtomicBoolean warned = new AtomicBoolean();

    public IngestStep(Log rows) {
        super(rows);
    }

    @Override
    public List<Log> writes() {
        return List.of(log());
    }

    @Override
    Message complete(byte[] key, Message message, @Nullable Stored stored) {
        if (!message.isDraft()) {
            return message;
        }
        if (Drafts.lacksColumns(message) && (stored == null || !stored.isLive()) && !warned.getAndSet(true)) {
            LOG.warn(
                    "A record of {} leaves out columns that have not changed, but the row is not known: these are null"
                            + " until it comes whole. This is said once.",
                    log().name());
        }
        return Drafts.complete(message, stored == null ? null : stored.message());
    }

    @Override
    Stored.Age age(@Nullable Stored stored, Message message) {
        Stored.Age age = super.age(stored, message);
        boolean readBack =
                stored != null && stored.message().isDraft() && !message.isDraft() && age == Stored.Age.EQUAL;
        return readBack ? Stored.Age.NEWER : age;
    }

    @Override
    Message logged(byte[] key, Stored stored, FoldState state) {
        return Drafts.whole(stored.message());
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {
        Message message = now.message();
        if (Drafts.isTruncation(key)) {
            endOlderRows(version(message), task);
            return;
        }
        Stored truncation = message.isLive() ? task.state().getKnown(TRUNCATION) : null;
        if (truncation != null && isOlder(message, version(truncation.message()))) {
            end(key, message, version(truncation.message()), task);
        } else if (message.isDraft()) {
            task.send(log(), key, Drafts.whole(message).encode());
        }
    }

    private void endOlderRows(Version truncation, Task task) {
        task.state().store().scan(ALL_ROWS, (place, value) -> {
            byte[] key = Arrays.copyOfRange(place, ALL_ROWS.length, place.length);
            Message message = Stored.decode(value).message();
            if (message.isLive() && !Drafts.isTruncation(key) && isOlder(message, truncation)) {
                end(key, message, truncation, task);
            }
        });
    }

    private static boolean isOlder(Message message, Version truncation) {
        return version(message).comparePlace(truncation) < 0;
    }

    /** The end has the truncation's place, and counts against the versions of that row as a deletion does. */
    private void end(byte[] key, Message message, Version truncation, Task task) {
        Version end = truncation.withDeclared(version(message).declared());
        task.send(log(), key, Message.gone(List.of(end)).encode());
    }

    private static Version version(Message message) {
        return message.versions().get(0);
    }
}
