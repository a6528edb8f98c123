package dev.tributary.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Data as Avro encodes it, and Confluent what stands before Protobuf. What is damaged asks for no more memory than the record has. Not thread-safe. */
final class BinaryInput {
    private static final int MAX_DEPTH = 200;

    private final byte[] bytes;
    private int at;
    private int depth;

    BinaryInput(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    int left() {
        return bytes.length - at;
    }

    byte[] read(long count) throws IOException {
        if (count < 0 || count > left()) {
            throw new BadRecord("Expected " + count + " bytes more of data, but there are " + left());
        }
        at += (int) count;
        return Arrays.copyOfRange(bytes, at - (int) count, at);
    }

    private int readByte() throws IOException {
        if (left() == 0) {
            throw new BadRecord("Expected more of data, but it ends after " + bytes.length + " bytes");
        }
        return bytes[at++] & 0xFF;
    }

    boolean readBoolean() throws IOException {
        return readByte() != 0;
    }

    long readLong() throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            zigzag |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw new BadRecord("Expected a number of at most ten bytes, but it has more");
    }

    int readInt() throws IOException {
        long value = readLong();
        if (value != (int) value) {
            throw new BadRecord("Expected an int, but came " + value);
        }
        return (int) value;
    }

    float readFloat() throws IOException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    double readDouble() throws IOException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    private long littleEndian(int size) throws IOException {
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits |= (long) readByte() << (8 * i);
        }
        return bits;
    }

    byte[] readBytes() throws IOException {
        return read(readLong());
    }

    String readString() throws IOException {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    /** How many items the next block of an array or a map has; 0 at the end. */
    long readBlock() throws IOException {
        long count = readLong();
        if (count < 0) {
            readLong();
            count = -count;
        }
        if (count < 0 || count > left()) {
            throw new BadRecord(
                    "Expected a block of at most as many items as there are bytes (" + left() + "), but came " + count);
        }
        return count;
    }

    /** Goes into a record: what contains itself may not do so without end. */
    void enter() throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new BadRecord("Expected records at most " + MAX_DEPTH + " deep, but they are deeper");
        }
    }

    void leave() {
        depth--;
    }
}
