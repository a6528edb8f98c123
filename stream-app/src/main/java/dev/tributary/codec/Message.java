package dev.tributary.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record of one of our logs says of one row: that it is there, with what it carries, or that it is not. Its
 * identity is the record's key.
 *
 * @param versions of the row, then of the rows that it was joined with, in the plan's order
 * @param parts what the row carries; what they are is the log's business; a part may be null
 */
public record Message(Kind kind, List<Version> versions, byte[] @Nullable [] parts) {
    private static final byte[] @Nullable [] NOTHING = new byte[0][];

    public Message {
        versions = List.copyOf(versions);
    }

    /** What a message means for the place that its record's key names. */
    public enum Kind {
        /** The row is here. */
        PUT(1),
        /** The row is no longer here. */
        GONE(2),
        /** The row is here, but not all of it is in the message: see {@link Drafts}. */
        DRAFT(3),
        /** The row is no longer here, but since which version is not said. */
        DRAFT_GONE(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind of(int code) {
            return switch (code) {
                case 1 -> PUT;
                case 2 -> GONE;
                case 3 -> DRAFT;
                case 4 -> DRAFT_GONE;
                default ->
                    throw new IllegalArgumentException("a message of kind " + code + ", which no version writes");
            };
        }
    }

    public static Message put(List<Version> versions, byte[] @Nullable [] parts) {
        return new Message(Kind.PUT, versions, parts);
    }

    public static Message gone(List<Version> versions) {
        return new Message(Kind.GONE, versions, NOTHING);
    }

    public boolean isLive() {
        return kind == Kind.PUT || kind == Kind.DRAFT;
    }

    public boolean isDraft() {
        return kind == Kind.DRAFT || kind == Kind.DRAFT_GONE;
    }

    /** Whether these are the bytes of a draft. */
    public static boolean isDraft(byte[] encoded) {
        return encoded[0] >= Kind.DRAFT.code;
    }

    /** Whether bytes that begin so are those of a message that a row is there. */
    public static boolean isLive(byte first) {
        return first == Kind.PUT.code || first == Kind.DRAFT.code;
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter(64);
        write(out);
        return out.toBytes();
    }

    public static Message decode(byte[] bytes) {
        return read(new ByteReader(bytes));
    }

    public void write(ByteWriter out) {
        out.writeByte(kind.code).writeVarint(versions.size());
        versions.forEach(version -> version.write(out));
        out.writeVarint(parts.length);
        for (byte @Nullable [] part : parts) {
            out.writeBlock(part);
        }
    }

    public static Message read(ByteReader in) {
        Kind kind = Kind.of(in.readByte());
        int count = in.readInt();
        List<Version> versions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            versions.add(Version.read(in));
        }
        byte[] @Nullable [] parts = new byte[in.readInt()][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = in.readBlock();
        }
        return new Message(kind, versions, parts);
    }
}
