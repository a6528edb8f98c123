package dev.tributary.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing byte array with variable-length integers. Not thread-safe. */
public final class ByteWriter {
    private byte[] bytes;
    private int length;

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    public ByteWriter writeByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Seven bits a byte, the low ones first, as in Protocol Buffers; small non-negative numbers are short. */
    public ByteWriter writeVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    public ByteWriter write(byte[] source) {
        return write(source, 0, source.length);
    }

    public ByteWriter write(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** A length and the bytes; null is told apart from empty. */
    public ByteWriter writeBlock(byte @Nullable [] block) {
        if (block == null) {
            return writeByte(0);
        }
        return writeVarint(block.length + 1L).write(block);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
