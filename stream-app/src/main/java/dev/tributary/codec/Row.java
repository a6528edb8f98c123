package dev.tributary.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of a row, each as its JSON text; null where the row has no such column or JSON's null in it. Which columns
 * they are is the plan's business.
 */
public final class Row {
    private final byte[] @Nullable [] columns;

    public Row(byte[] @Nullable [] columns) {
        this.columns = columns;
    }

    /** The column's JSON text, or null. Not to be changed. */
    public byte @Nullable [] column(int index) {
        return columns[index];
    }

    /** All columns, in order. Not to be changed. */
    public byte[] @Nullable [] columns() {
        return columns;
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter(64).writeVarint(columns.length);
        for (byte @Nullable [] column : columns) {
            out.writeBlock(column);
        }
        return out.toBytes();
    }

    public static Row decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        byte[] @Nullable [] columns = new byte[in.readInt()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = in.readBlock();
        }
        return new Row(columns);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && Arrays.deepEquals(columns, row.columns);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(columns);
    }
}
