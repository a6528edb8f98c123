package dev.tributary.codec;

import java.util.HexFormat;

/** The start of a record's key or value, for messages. */
final class Excerpt {
    private static final int MAX_BYTES = 24;

    private Excerpt() {}

    /** As text, or in hexadecimal if it is none. */
    static String of(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return ofBytes(bytes);
            }
        }
        return Slice.of(bytes).excerpt();
    }

    static String ofBytes(byte[] bytes) {
        int shown = Math.min(bytes.length, MAX_BYTES);
        String hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, 0, shown);
        return bytes.length + (bytes.length == 1 ? " byte " : " bytes ") + hex + (shown < bytes.length ? " …" : "");
    }
}
