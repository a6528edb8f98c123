package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a row log that leave something out, which only the one who keeps the rows can add: columns that have not
 * changed, and, where a version column decides, the version of a change that does not say it (a deletion, or a null). The
 * keeper completes a draft from the row that it has, and appends it again, whole; all others pass drafts over.
 *
 * <p>A change without a version takes over that of the row which it replaces, and so counts by its place against the
 * versions of that one row. Were it compared by its place with all others, versions 5 and 3 and a deletion whose place is
 * between theirs would each be newer than the next.
 */
public final class Drafts {
    /** The key of the message that all rows of older places are gone. No row's key begins so. */
    private static final byte[] TRUNCATION = {0x01};

    private Drafts() {}

    /** Of a row, some of whose columns or whose version are missing. */
    public static Message put(Version version, byte[] row, List<String> missing, boolean versionMissing) {
        ByteWriter gaps = new ByteWriter(32).writeByte(versionMissing ? 1 : 0).writeVarint(missing.size());
        missing.forEach(column -> gaps.writeBlock(Wtf8.encode(column)));
        return new Message(Message.Kind.DRAFT, List.of(version), new byte[][] {row, gaps.toBytes()});
    }

    /** Of a deletion whose version is missing. */
    public static Message gone(Version version) {
        return new Message(Message.Kind.DRAFT_GONE, List.of(version), new byte[0][]);
    }

    /** Whether columns are missing, not the version alone. */
    public static boolean lacksColumns(Message draft) {
        return draft.parts().length > 1 && !Gaps.of(draft).columns().isEmpty();
    }

    /**
     * The draft with what it leaves out; still a draft, see {@link #whole}.
     *
     * @param stored what is known of the row; null for nothing. Columns that nobody knows stay null
     */
    public static Message complete(Message draft, @Nullable Message stored) {
        Gaps gaps = Gaps.of(draft);
        Version version = draft.versions().get(0);
        if (gaps.version() && stored != null) {
            version = version.withDeclared(stored.versions().get(0).declared());
        }
        if (!draft.isLive()) {
            return new Message(draft.kind(), List.of(version), draft.parts());
        }
        byte[] row = part(draft, 0);
        if (stored != null && stored.isLive() && !gaps.columns().isEmpty()) {
            row = merge(row, gaps.columns(), part(stored, 0));
        }
        return new Message(draft.kind(), List.of(version), new byte[][] {row});
    }

    /** The message as all others may have it: of a draft that is complete. */
    public static Message whole(Message message) {
        return switch (message.kind()) {
            case PUT, GONE -> message;
            case DRAFT -> Message.put(message.versions(), message.parts());
            case DRAFT_GONE -> Message.gone(message.versions());
        };
    }

    /** The key of the message that all rows of older places are gone, which every partition of a row log gets. */
    public static byte[] truncationKey() {
        return TRUNCATION.clone();
    }

    public static boolean isTruncation(byte[] key) {
        return key.length == 1 && key[0] == TRUNCATION[0];
    }

    private record Gaps(boolean version, List<String> columns) {
        static Gaps of(Message draft) {
            if (!draft.isLive() || draft.parts().length < 2) {
                return new Gaps(!draft.isLive(), List.of());
            }
            ByteReader in = new ByteReader(part(draft, 1));
            boolean version = in.readByte() == 1;
            List<String> columns = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                byte[] column = in.readBlock();
                columns.add(column == null ? "" : Wtf8.decode(column, 0, column.length));
            }
            return new Gaps(version, columns);
        }
    }

    private static byte[] part(Message message, int index) {
        byte[] part = message.parts()[index];
        if (part == null) {
            throw new IllegalArgumentException("a draft without its part " + index);
        }
        return part;
    }

    private static byte[] merge(byte[] row, List<String> missing, byte[] stored) {
        Row known = new RowReader(missing).read(stored);
        ByteArrayOutputStream out = new ByteArrayOutputStream(row.length + stored.length);
        try (JsonParser from = Json.FACTORY.createParser(row);
                JsonGenerator to = Json.FACTORY.createGenerator(out)) {
            from.nextToken();
            to.writeStartObject();
            for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
                from.nextToken();
                to.writeFieldName(name);
                int index = missing.indexOf(name);
                byte[] value = index < 0 ? null : known.column(index);
                if (value == null) {
                    Json.copy(from, to);
                } else {
                    to.writeRawValue(Json.raw(value));
                }
            }
            to.writeEndObject();
        } catch (IOException broken) {
            throw new UncheckedIOException("a canonical row is no JSON object", broken);
        }
        return out.toByteArray();
    }
}
