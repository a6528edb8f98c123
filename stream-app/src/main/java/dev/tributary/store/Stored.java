package dev.tributary.store;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import dev.tributary.codec.Message;
import dev.tributary.codec.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest message of one key of a log, as its store keeps it.
 *
 * @param offset where in the log the message last stood
 * @param deletedAt when the row was seen to be gone, in ms since 1970; 0 while it is there
 * @param left what the row carried when it was at places that it has left, oldest first, until a commit makes their
 *     withdrawal certain
 */
public record Stored(long offset, long deletedAt, Message message, List<byte[] @Nullable []> left) {
    public Stored {
        left = List.copyOf(left);
    }

    public boolean isLive() {
        return message.isLive();
    }

    /** The same without the places left. */
    public Stored settled() {
        return new Stored(offset, deletedAt, message, List.of());
    }

    /** How a message compares with what is stored. */
    public enum Age {
        OLDER,
        EQUAL,
        NEWER
    }

    /**
     * Whether the message is older than, equal to or newer than what is stored. A withdrawal removes only what is older
     * than itself: between a row and its withdrawal at one version the row counts as the newer.
     */
    public static Age age(@Nullable Stored stored, Message message) {
        if (stored == null) {
            return Age.NEWER;
        }
        int order = Version.compare(message.versions(), stored.message.versions());
        if (order == 0) {
            order = Boolean.compare(message.isLive(), stored.isLive());
        }
        return order < 0 ? Age.OLDER : order == 0 ? Age.EQUAL : Age.NEWER;
    }

    public byte[] encode() {
        ByteWriter out =
                new ByteWriter(96).writeVarint(offset).writeVarint(deletedAt).writeVarint(left.size());
        for (byte[] @Nullable [] parts : left) {
            out.writeVarint(parts.length);
            for (byte @Nullable [] part : parts) {
                out.writeBlock(part);
            }
        }
        message.write(out);
        return out.toBytes();
    }

    public static Stored decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        long offset = in.readVarint();
        long deletedAt = in.readVarint();
        int count = in.readInt();
        List<byte[] @Nullable []> left = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] @Nullable [] parts = new byte[in.readInt()][];
            for (int part = 0; part < parts.length; part++) {
                parts[part] = in.readBlock();
            }
            left.add(parts);
        }
        return new Stored(offset, deletedAt, Message.read(in), left);
    }
}
