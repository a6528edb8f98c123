package dev.tributary.sim;

import dev.tributary.codec.Message;
import dev.tributary.codec.TupleWriter;
import dev.tributary.plan.DocumentStep;
import dev.tributary.plan.HopStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.RowStep;
import dev.tributary.plan.Step;
import dev.tributary.sim.Faults.Broken;
import dev.tributary.store.FoldState;
import dev.tributary.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Breaks the engine on purpose, around its steps: what they are given, what they remember, and what they say. */
final class Sabotage {
    /** The limit in the files with which a limit is broken. */
    private static final int LIMIT = 2;

    private final Broken broken;
    private final Step step;
    private final FoldState state;
    private final Map<String, List<String>> first = new HashMap<>();
    private boolean isLive;
    private boolean isMuted;

    Sabotage(Broken broken, Step step, FoldState state) {
        this.broken = broken;
        this.step = step;
        this.state = state;
    }

    /** What the step gets to see of a record; null: nothing. */
    @Nullable
    LogRecord before(LogRecord record) {
        byte[] value = record.value();
        Message message = value == null ? null : Message.decode(value);
        isLive = message != null && message.isLive();
        isMuted = broken == Broken.LOOKUP_STALE && step instanceof HopStep && isRow(record) && isKnown(record);
        switch (broken) {
            case EQUAL_NOT_SAID_AGAIN -> {
                return isEqual(record) ? null : record;
            }
            case VERSION_COMPARE_LEFT_OUT -> forget(record, false);
            case TOTAL_DOUBLED_ON_REPLAY -> {
                if (step instanceof DocumentStep && isEqual(record)) {
                    forget(record, true);
                }
            }
            case TOMBSTONE_SWALLOWED -> {
                return step instanceof RowStep && !isLive ? null : record;
            }
            case NULL_TREATED_AS_ZERO -> {
                return step instanceof RowStep && message != null ? zeros(record, message) : record;
            }
            default -> {}
        }
        return record;
    }

    void after(LogRecord record) {
        isMuted = false;
        if (broken == Broken.MARKER_DROPPED_AT_ONCE) {
            dropMarker(record);
        }
        if (broken == Broken.PLACE_FORGOTTEN_BEFORE_COMMIT) {
            state.settle();
        }
    }

    /** What is said of it; null: nothing. A null value is said as it is. */
    @Nullable
    LogRecord sends(Log log, byte[] key, byte @Nullable [] value) {
        LogRecord said = new LogRecord(key, value, 0);
        Message message = value == null ? null : Message.decode(value);
        if (isMuted) {
            return null;
        }
        if (message == null || !log.name().startsWith("documents")) {
            return said;
        }
        return switch (broken) {
            case DELETE_LOST -> message.isLive() ? said : null;
            case RE_PARENTING_DROPPED -> message.isLive() || !isLive ? said : null;
            case TIES_IN_WRONG_ORDER -> message.isLive() ? tied(key, message) : said;
            case LIMIT_BEFORE_ORDER -> message.isLive() && isSurplus(log, key) ? null : said;
            default -> said;
        };
    }

    private boolean isRow(LogRecord record) {
        return record.key()[step.log().routing(record.key()).length] == 0;
    }

    private boolean isKnown(LogRecord record) {
        return state.get(record.key()) != null;
    }

    private boolean isEqual(LogRecord record) {
        Stored stored = state.get(record.key());
        byte[] value = record.value();
        return stored != null && value != null && Stored.age(stored, Message.decode(value)) == Stored.Age.EQUAL;
    }

    private void forget(LogRecord record, boolean contentToo) {
        Stored stored = state.get(record.key());
        if (stored == null) {
            return;
        }
        byte[] @Nullable [] parts = stored.message().parts();
        Message unversioned =
                new Message(stored.message().kind(), List.of(), contentToo ? new byte[parts.length][] : parts);
        try (FoldState.Change change = state.change(record.offset())) {
            change.put(record.key(), new Stored(0, stored.deletedAt(), unversioned, stored.left()));
            change.apply();
        }
    }

    private void dropMarker(LogRecord record) {
        Stored stored = state.get(record.key());
        if (stored != null && !stored.isLive()) {
            try (FoldState.Change change = state.change(record.offset())) {
                change.forget(record.key(), stored);
                change.apply();
            }
        }
    }

    private static LogRecord zeros(LogRecord record, Message message) {
        byte[] @Nullable [] parts = message.parts().clone();
        for (int i = 0; i < parts.length; i++) {
            byte[] json = parts[i];
            if (json != null) {
                String text = new String(json, StandardCharsets.UTF_8).replace(":null", ":0");
                parts[i] = text.getBytes(StandardCharsets.UTF_8);
            }
        }
        Message changed = new Message(message.kind(), message.versions(), parts);
        return new LogRecord(record.key(), changed.encode(), record.offset());
    }

    /** The first role of the row is a listing in the files with which this is broken. */
    private static LogRecord tied(byte[] key, Message message) {
        byte[] @Nullable [] parts = message.parts().clone();
        byte[] sortKey = parts[0];
        if (sortKey != null) {
            int otherOrder = Arrays.hashCode(key) & 0x7F;
            parts[0] = new TupleWriter().raw(sortKey).add(otherOrder).toBytes();
        }
        return new LogRecord(key, Message.put(message.versions(), parts).encode(), 0);
    }

    /** The first that came are kept, whatever their order. */
    private boolean isSurplus(Log log, byte[] key) {
        int end = log.routing(key).length + 1;
        if (key.length == end) {
            return false;
        }
        List<String> kept = first.computeIfAbsent(Arrays.toString(Arrays.copyOf(key, end)), each -> new ArrayList<>());
        String identity = Objects.toString(Arrays.toString(key));
        if (!kept.contains(identity) && kept.size() < LIMIT) {
            kept.add(identity);
        }
        return !kept.contains(identity);
    }
}
