package dev.tributary.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote. Not thread-safe. */
public final class ByteReader {
    private final byte[] bytes;
    private int position;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int position() {
        return position;
    }

    public boolean atEnd() {
        return position == bytes.length;
    }

    public int readByte() {
        return bytes[position++] & 0xFF;
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a varint of more than ten bytes at " + position);
    }

    public int readInt() {
        return Math.toIntExact(readVarint());
    }

    public byte[] read(int count) {
        byte[] part = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return part;
    }

    public void skip(int count) {
        position += count;
    }

    public byte @Nullable [] readBlock() {
        int length = readInt();
        return length == 0 ? null : read(length - 1);
    }
}
