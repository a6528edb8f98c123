package dev.tributary.plan;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import dev.tributary.codec.Message;
import dev.tributary.codec.TupleReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.plan.DocumentStep.Row;
import dev.tributary.store.FoldState;
import dev.tributary.store.Layout;
import dev.tributary.store.Pending;
import dev.tributary.store.Stored;
import dev.tributary.store.Tally;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Running totals of events whose own columns name their document. They come in the order of their source partition, so what
 * all of them up to an offset count for can be said in one message, the carry, which has that offset as its version; they
 * themselves are then forgotten, and those which come again are known by their offsets. A carry lies in the log before the
 * tombstones of the events that it stands for.
 */
final class EventTotals {
    /** Begins the identity of a carry; no value of a tuple begins so. */
    private static final int CARRY = 0x05;

    private final DocumentChange document;
    private final Row row;
    private final FoldState state;
    private final Pending pending;

    EventTotals(DocumentChange document, Row row, FoldState state, Pending pending) {
        this.document = document;
        this.row = row;
        this.state = state;
        this.pending = pending;
    }

    static boolean isCarry(Row row) {
        return row.identity().length > 0 && row.identity()[0] == CARRY;
    }

    /** An event as it is stored. */
    private record Event(byte[] key, Row row, Stored stored) {
        long offset() {
            return stored.message().versions().get(0).offset();
        }
    }

    private static byte[] logKey(Row row, byte[] identity) {
        return new TupleWriter()
                .raw(row.rootKey())
                .raw(row.landing().stage())
                .raw(identity)
                .toBytes();
    }

    /** The source partition of an event or a carry, as it is written. */
    private static byte[] partition(Row row) {
        int from = isCarry(row) ? 1 : 0;
        return Arrays.copyOfRange(row.identity(), from, TupleReader.skip(row.identity(), from, 1));
    }

    private static byte[] carryKey(Row row) {
        return logKey(row, new TupleWriter().raw(CARRY).raw(partition(row)).toBytes());
    }

    private static long carriedTo(@Nullable Stored carry) {
        return carry == null ? -1 : carry.message().versions().get(0).offset();
    }

    /** Whether the totals know of the event already. */
    boolean isCarried(Version version) {
        return version.offset() <= carriedTo(state.get(carryKey(row)));
    }

    // ------------------------------------------------------------------------------------------ how many there are

    private static byte[] countKey(Row row) {
        return new TupleWriter()
                .raw(Layout.EVENTS)
                .raw(logKey(row, partition(row)))
                .toBytes();
    }

    private static long count(FoldState state, Row row) {
        byte[] count = state.store().get(countKey(row));
        return count == null ? 0 : new ByteReader(count).readVarint();
    }

    /** Counts an event that came. */
    void note(boolean isNew) {
        if (isNew) {
            pending.put(
                    countKey(row),
                    new ByteWriter(10).writeVarint(count(state, row) + 1).toBytes());
        }
    }

    private static List<Event> events(FoldState state, Row row) {
        List<Event> events = new ArrayList<>();
        byte[] prefix = logKey(row, partition(row));
        state.store().scan(FoldState.space(FoldState.ROWS, prefix), (place, value) -> {
            byte[] key = Arrays.copyOfRange(place, 1, place.length);
            byte[] identity = Arrays.copyOfRange(key, row.rootKey().length + 1, key.length);
            Stored stored = Stored.decode(value);
            if (stored.isLive()) {
                events.add(new Event(key, new Row(row.landing(), row.rootKey(), identity), stored));
            }
        });
        return events;
    }

    // ----------------------------------------------------------------------------------------------- the carry

    /**
     * Says a carry for the events that there are, once they are many.
     *
     * @param open the offset of the newest record: more of its events may come
     */
    static void rollUp(Row row, long open, Task task) {
        FoldState state = task.state();
        long count = count(state, row);
        boolean countable = row.landing().roles().stream()
                .noneMatch(role -> role instanceof Summing summing && summing.isDistinct());
        if (count == 0 || count % row.landing().eventsKept() != 0 || !countable) {
            return;
        }
        Stored last = state.get(carryKey(row));
        List<Event> events = events(state, row).stream()
                .filter(event -> event.offset() < open)
                .toList();
        if (events.isEmpty()) {
            return;
        }
        byte[] @Nullable [] parts = last == null
                ? new byte[row.landing().parts()][]
                : last.message().parts().clone();
        Version newest = last == null ? Version.NONE : last.message().versions().get(0);
        for (Event event : events) {
            if (event.offset() > carriedTo(last)) {
                row.landing().roles().forEach(role -> add(role, parts, event));
                newest = event.stored.message().versions().get(0);
            }
        }
        task.send(
                row.landing().log(),
                carryKey(row),
                Message.put(List.of(newest), parts).encode());
        Places places = new Places(state, state.store());
        for (Event event : events) {
            if (!isListed(event, places)) {
                task.send(row.landing().log(), event.key, null);
            }
        }
    }

    private static void add(Role role, byte[] @Nullable [] parts, Event event) {
        byte[] value = event.stored.message().parts()[role.firstPart()];
        if (!(role instanceof Summing summing) || value == null) {
            return;
        }
        byte[] carried = parts[role.firstPart()];
        parts[role.firstPart()] = switch (summing.function()) {
            case COUNT, COUNT_DISTINCT -> Tally.count(carried, 1);
            case SUM, AVG -> Tally.sum(carried, number(value), 1);
            case MIN, MAX -> TotalChange.first(summing, carried, value);
        };
    }

    private static BigDecimal number(byte[] json) {
        return new BigDecimal(new String(json, StandardCharsets.ISO_8859_1));
    }

    private static boolean isListed(Event event, Places places) {
        for (Role role : event.row.landing().roles()) {
            byte[] sortKey = event.stored.message().parts()[role.firstPart()];
            if (role instanceof Listing listing
                    && sortKey != null
                    && places.entries().get(places.place(event.row, listing, sortKey)) != null) {
                return true;
            }
        }
        return false;
    }

    /** Takes in a carry: it counts from now on, and the events that it stands for no longer do. */
    void carry(@Nullable Stored previous, Message carry) {
        long from = carriedTo(previous);
        long to = carry.versions().get(0).offset();
        long left = 0;
        Places places = new Places(state, pending);
        for (Event event : events(state, row)) {
            if (event.offset() > to) {
                left++;
            } else {
                settle(event, event.offset() > from, places);
            }
        }
        for (Role role : row.landing().roles()) {
            if (role instanceof Summing summing) {
                byte[] was = previous == null ? null : previous.message().parts()[role.firstPart()];
                document.totals().carry(summing, was, carry.parts()[role.firstPart()]);
            }
        }
        pending.put(countKey(row), new ByteWriter(10).writeVarint(left).toBytes());
    }

    /** An event that a carry stands for: kept only where it is listed, and without what it counts. */
    private void settle(Event event, boolean counted, Places places) {
        byte[] @Nullable [] parts = event.stored.message().parts().clone();
        for (Role role : row.landing().roles()) {
            if (role instanceof Summing summing) {
                if (counted) {
                    new TotalChange(event.row, places, pending).change(summing, parts[role.firstPart()], null);
                }
                parts[role.firstPart()] = null;
            }
        }
        byte[] stored = FoldState.space(FoldState.ROWS, event.key);
        if (isListed(event, places)) {
            Message kept = Message.put(event.stored.message().versions(), parts);
            pending.put(stored, new Stored(event.stored.offset(), 0, kept, event.stored.left()).encode());
        } else {
            pending.delete(stored);
        }
    }
}
