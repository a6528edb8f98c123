package dev.tributary.plan;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import dev.tributary.codec.TupleWriter;
import dev.tributary.plan.DocumentStep.Row;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Pending;
import dev.tributary.store.Tally;
import dev.tributary.view.Field.Function;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps totals as rows come, change and go. Not thread-safe; for one use. */
record TotalChange(Row row, Places places, Pending pending) {

    /** Replaces what the row counted by what it counts; null is nothing. */
    void change(Summing summing, byte @Nullable [] before, byte @Nullable [] after) {
        byte[] place = places.slot(row, summing);
        if (summing.keepsValues()) {
            byte[] values = places.totalKey(row, summing);
            int distinct = value(summing, values, before, -1) + value(summing, values, after, 1);
            put(place, ofValues(summing, place, values, distinct));
        } else if (summing.function() == Function.COUNT) {
            int difference = (after == null ? 0 : 1) - (before == null ? 0 : 1);
            put(place, Tally.count(pending.get(place), difference));
        } else {
            byte[] sum = pending.get(place);
            if (before != null) {
                sum = Tally.sum(sum, number(before), -1);
            }
            put(place, after == null ? sum : Tally.sum(sum, number(after), 1));
        }
    }

    private static BigDecimal number(byte[] json) {
        return new BigDecimal(new String(json, StandardCharsets.ISO_8859_1));
    }

    void put(byte[] place, byte @Nullable [] total) {
        if (total == null) {
            pending.delete(place);
        } else {
            pending.put(place, total);
        }
    }

    /** One more or less of a value; how many distinct ones there are more. */
    private int value(Summing summing, byte[] values, byte @Nullable [] value, int difference) {
        if (value == null) {
            return 0;
        }
        byte[] key = new TupleWriter().raw(values).raw(order(summing, value)).toBytes();
        byte[] stored = pending.get(key);
        long count = (stored == null ? 0 : new ByteReader(stored).readVarint()) + difference;
        if (count == 0) {
            pending.delete(key);
            return -1;
        }
        pending.put(key, new ByteWriter(16).writeVarint(count).writeBlock(value).toBytes());
        return stored == null ? 1 : 0;
    }

    /** Replaces what a carry counts. */
    void carry(Summing summing, byte @Nullable [] before, byte @Nullable [] after) {
        byte[] place = places.slot(row, summing);
        switch (summing.function()) {
            case COUNT -> put(place, Tally.count(pending.get(place), Tally.count(after) - Tally.count(before)));
            case SUM, AVG -> put(place, Tally.add(Tally.add(pending.get(place), after, 1), before, -1));
            case MIN, MAX, COUNT_DISTINCT -> {
                if (!Arrays.equals(before, after)) {
                    change(summing, before, after);
                }
            }
        }
    }

    /** Which of two values is shown; the first may be null. */
    static byte[] first(Summing summing, byte @Nullable [] left, byte[] right) {
        return left != null && Arrays.compareUnsigned(order(summing, left), order(summing, right)) <= 0 ? left : right;
    }

    /** What orders the values so that the one to show comes first; of equal ones the text decides. */
    private static byte[] order(Summing summing, byte[] value) {
        if (summing.function() == Function.COUNT) {
            return value;
        }
        if (summing.function() == Function.COUNT_DISTINCT) {
            return new TupleWriter().addJson(value, false).toBytes();
        }
        boolean largest = summing.function() == Function.MAX;
        byte[] text = value.clone();
        for (int i = 0; largest && i < text.length; i++) {
            text[i] = (byte) ~text[i];
        }
        TupleWriter order =
                new TupleWriter().addJson(SortText.of(value), largest).raw(text);
        return largest ? order.raw(0xFF).toBytes() : order.toBytes();
    }

    private byte @Nullable [] ofValues(Summing summing, byte[] place, byte[] values, int distinct) {
        if (summing.function() == Function.COUNT || summing.function() == Function.COUNT_DISTINCT) {
            return Tally.count(pending.get(place), distinct);
        }
        try (OrderedStore.Cursor cursor = pending.cursor()) {
            cursor.seek(values);
            if (!cursor.isValid() || !OrderedReads.startsWith(cursor.key(), values)) {
                return null;
            }
            ByteReader first = new ByteReader(cursor.value());
            first.readVarint();
            return first.readBlock();
        }
    }
}
