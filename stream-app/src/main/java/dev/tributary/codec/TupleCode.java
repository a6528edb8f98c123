package dev.tributary.codec;

/** The first byte of each value in a tuple: the order of the types. None is below 0x05, or 0xFF, complemented or not. */
final class TupleCode {
    static final int FALSE = 0x10;
    static final int TRUE = 0x11;
    static final int NEGATIVE = 0x20;
    static final int ZERO = 0x21;
    static final int POSITIVE = 0x22;
    static final int STRING = 0x30;
    static final int CONTAINER = 0x40;
    /** In both directions, so that nulls come last in both. */
    static final int NULL = 0xF0;

    /** Ends a text, and the digits of a number. */
    static final int END = 0x00;

    /** Within a text: the next byte less one is the character, {@link #END} or this. */
    static final int ESCAPE = 0x01;

    /** The exponent's byte for exponent 0; the bytes between the two escapes hold the exponents near it. */
    static final int EXPONENT_ZERO = 0x80;

    /** Exponents below the range of one byte: eight more bytes, big-endian. */
    static final int EXPONENT_LOW = 0x03;
    /** Exponents above the range of one byte: eight more bytes, big-endian. */
    static final int EXPONENT_HIGH = 0xFC;

    private TupleCode() {}
}
