package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.store.FoldState;
import dev.tributary.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Folds one log into its state and, when processing, says what follows to the logs behind it.
 *
 * <p>The state is a pure function of the newest message of each key in the log, so the same code runs when a copy is
 * restored, which says nothing. Under at-least-once a record may come again, come late, or come from an instance that was
 * replaced; three answers make that harmless. Older than what is stored: ignored; when it also lies later in the log than
 * the stored message, that one is appended again, so that compaction keeps the right one, else it is said again. Equal:
 * all that it caused is said again, since a crash may have lost it. Newer: applied, then said. Steps are stateless and
 * thread-safe.
 */
public abstract class Step {
    /** How long a deletion is remembered: longer than any record of an older version may still be on its way. */
    public static final long DELETION_KEPT_MS = 24L * 60 * 60 * 1000;

    private static final int FORGET_AT_ONCE = 5_000;

    private final Log log;

    Step(Log log) {
        this.log = log;
    }

    public final Log log() {
        return log;
    }

    /** The logs that this step appends to, its own included. */
    public abstract List<Log> writes();

    /**
     * Applies a record to a copy that is being restored or stands by. All that is restored lies before the commit: what it
     * caused was said and acknowledged, so no place left needs remembering, and every record that is processed afterwards
     * lies later in the log.
     */
    public final void restore(byte[] key, byte @Nullable [] value, FoldState state, long nowMs) {
        Stored stored = state.get(key);
        if (value == null) {
            forget(new LogRecord(key, null, FoldState.RESTORED), state, stored);
            return;
        }
        if (passesOver(key, value)) {
            return;
        }
        Message message = complete(key, decode(key, value), stored);
        if (age(stored, message) == Stored.Age.NEWER) {
            List<byte[] @Nullable []> left = stored == null ? List.of() : stored.left();
            apply(new LogRecord(key, value, FoldState.RESTORED), state, message, stored, left, nowMs);
        }
    }

    /** Applies a record and says what follows from it. */
    public final void process(LogRecord record, Task task) {
        FoldState state = task.state();
        Stored stored = state.get(record.key());
        byte[] value = record.value();
        if (value == null) {
            processTombstone(record, task, state, stored);
            return;
        }
        if (passesOver(record.key(), value)) {
            skip(record, state);
            return;
        }
        Message message = complete(record.key(), decode(record.key(), value), stored);
        switch (age(stored, message)) {
            case OLDER -> {
                skip(record, state);
                makeUpFor(record, task, stored);
            }
            case EQUAL -> {
                Stored again = applyEqual(record, state, message, stored, task.now());
                say(record.key(), again, stored, true, task);
            }
            case NEWER -> {
                List<byte[] @Nullable []> left = leaving(record.key(), stored, message);
                Stored next = apply(record, state, message, stored, left, task.now());
                say(record.key(), next, stored, false, task);
            }
        }
    }

    /** Appends a tombstone for deletions that every late record of theirs has been outlived by. */
    public final void forgetDeletions(Task task) {
        if (!repairs()) {
            return;
        }
        long before = task.now() - deletionKeptMs();
        for (byte[] key : task.state().goneBefore(before, FORGET_AT_ONCE)) {
            task.send(log, key, null);
        }
    }

    long deletionKeptMs() {
        return DELETION_KEPT_MS;
    }

    Stored.Age age(@Nullable Stored stored, Message message) {
        return Stored.age(stored, message);
    }

    /** Whether this step appends what is stored again when the log would lose it. */
    boolean repairs() {
        return true;
    }

    /** Whether the record is for others that read the log. */
    boolean passesOver(byte[] key, byte[] value) {
        return false;
    }

    /** The message with what it leaves out, see {@link dev.tributary.codec.Drafts}. */
    Message complete(byte[] key, Message message, @Nullable Stored stored) {
        return message;
    }

    /** The message in the form in which it is stored. */
    Message decode(byte[] key, byte[] value) {
        return Message.decode(value);
    }

    /** The message as the log has it, from what is stored. */
    Message logged(byte[] key, Stored stored, FoldState state) {
        return stored.message();
    }

    /** Adds what follows from the message to its batch. */
    void derive(byte[] key, Message message, @Nullable Stored previous, FoldState state, FoldState.Change change) {}

    /** Adds what follows from a deletion being forgotten to its batch. */
    void deriveForgotten(byte[] key, FoldState state, FoldState.Change change) {}

    /** What is stored of a message; it may have parts that are stored elsewhere. */
    Message kept(byte[] key, Message message) {
        return message;
    }

    /** What the row carried at the places to remember, now that the message comes. */
    List<byte[] @Nullable []> leaving(byte[] key, @Nullable Stored stored, Message next) {
        return List.of();
    }

    /**
     * What is remembered already, and what the stored message carries, if that leads elsewhere than what comes next and
     * than what is remembered.
     *
     * @param leadTheSameWay whether the parts of two messages do
     */
    static List<byte[] @Nullable []> remember(
            Stored stored, Message next, BiPredicate<byte[] @Nullable [], byte[] @Nullable []> leadTheSameWay) {
        byte[] @Nullable [] last = stored.message().parts();
        if (!stored.isLive()
                || (next.isLive() && leadTheSameWay.test(last, next.parts()))
                || stored.left().stream().anyMatch(parts -> leadTheSameWay.test(parts, last))) {
            return stored.left();
        }
        List<byte[] @Nullable []> left = new ArrayList<>(stored.left());
        left.add(last);
        return left;
    }

    /**
     * Says what follows from a message that was just stored.
     *
     * @param previous what was stored before
     * @param again whether the message was stored already, and all of it is to be said again
     */
    abstract void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task);

    private Stored apply(
            LogRecord record,
            FoldState state,
            Message message,
            @Nullable Stored stored,
            List<byte[] @Nullable []> left,
            long nowMs) {
        long deletedAt = message.isLive() ? 0 : nowMs;
        Stored next = new Stored(Math.max(0, record.offset()), deletedAt, kept(record.key(), message), left);
        try (FoldState.Change change = state.change(record.offset())) {
            derive(record.key(), message, stored, state, change);
            change.put(record.key(), next);
            change.apply();
        }
        return next;
    }

    /** The same message later in the log: what lies before it needs no repair. */
    private Stored applyEqual(LogRecord record, FoldState state, Message message, @Nullable Stored stored, long nowMs) {
        if (stored == null) {
            return apply(record, state, message, null, List.of(), nowMs);
        }
        long offset = Math.max(stored.offset(), record.offset());
        Stored again = new Stored(offset, stored.deletedAt(), stored.message(), stored.left());
        try (FoldState.Change change = state.change(record.offset())) {
            change.put(record.key(), again);
            change.apply();
        }
        return again;
    }

    private static void skip(LogRecord record, FoldState state) {
        try (FoldState.Change change = state.change(record.offset())) {
            change.apply();
        }
    }

    private void processTombstone(LogRecord record, Task task, FoldState state, @Nullable Stored stored) {
        forget(record, state, stored);
        if (stored != null && stored.isLive()) {
            repair(record, task, stored);
        }
    }

    private void forget(LogRecord record, FoldState state, @Nullable Stored stored) {
        try (FoldState.Change change = state.change(record.offset())) {
            if (stored != null && !stored.isLive() && stored.left().isEmpty()) {
                deriveForgotten(record.key(), state, change);
                change.forget(record.key(), stored);
            }
            change.apply();
        }
    }

    /**
     * A record that is passed over counts as processed. If it was replaced by what lies later in the log, it may not have been
     * said before a crash, and a copy that is restored up to it would take its content for said.
     */
    private void makeUpFor(LogRecord record, Task task, @Nullable Stored stored) {
        if (stored != null && record.offset() < stored.offset()) {
            say(record.key(), stored, stored, true, task);
        } else {
            repair(record, task, stored);
        }
    }

    private void repair(LogRecord record, Task task, @Nullable Stored stored) {
        if (repairs() && stored != null && record.offset() > stored.offset()) {
            task.send(
                    log,
                    record.key(),
                    logged(record.key(), stored, task.state()).encode());
        }
    }
}
