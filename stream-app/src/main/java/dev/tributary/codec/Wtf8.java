package dev.tributary.codec;

import java.util.Arrays;

/**
 * UTF-8 that also holds lone surrogates (as the three bytes of their code point), so that distinct strings have distinct
 * bytes, in the order of their code points.
 */
final class Wtf8 {
    private Wtf8() {}

    /** The bytes of this text. */
    static byte[] encode(String text) {
        byte[] bytes = new byte[3 * text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            length = put(point, bytes, length);
            i += Character.charCount(point);
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Puts a code point at an offset, and returns the offset after it: at most four bytes on, three per char. */
    static int put(int point, byte[] bytes, int at) {
        if (point < 0x80) {
            bytes[at] = (byte) point;
            return at + 1;
        }
        int size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        int rest = point;
        for (int i = at + size - 1; i > at; i--) {
            bytes[i] = (byte) (0x80 | (rest & 0x3F));
            rest >>= 6;
        }
        bytes[at] = (byte) ((0xF00 >> size) | rest);
        return at + size;
    }

    /** The text of these bytes. */
    static String decode(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int size = size(bytes[at]);
            if (size == 0 || at + size > to) {
                throw malformed(at - from);
            }
            text.appendCodePoint(codePoint(bytes, at, size, at - from));
            at += size;
        }
        return text.toString();
    }

    private static int size(byte first) {
        int lead = first & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    private static int codePoint(byte[] bytes, int at, int size, int position) {
        if (size == 1) {
            return bytes[at];
        }
        int point = bytes[at] & (0x7F >> size);
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                throw malformed(position);
            }
            point = (point << 6) | (bytes[at + i] & 0x3F);
        }
        boolean overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
        if (overlong || point > Character.MAX_CODE_POINT) {
            throw malformed(position);
        }
        return point;
    }

    private static IllegalArgumentException malformed(int position) {
        return new IllegalArgumentException(
                "Expected UTF-8 text, but byte " + position + " is not part of a character");
    }
}
