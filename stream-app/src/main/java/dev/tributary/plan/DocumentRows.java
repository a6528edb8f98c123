package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.RowReader;
import dev.tributary.codec.Version;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says documents as rows to those who use them so: other views, lookups, and the topic to which they are published. A
 * document's version is where the log of its documents stood; all that it consists of is in one partition of that log. The
 * version's time, which does not order it, is that of the change.
 */
final class DocumentRows {
    private final Documents documents;
    private final Log rows;
    private final List<String> columns;
    private final RowReader reader;
    private final @Nullable BitSet needed;

    /**
     * @param columns the fields that are needed; {@link RowReader#WHOLE} for all
     * @param slots those of the root that the fields are made of
     */
    DocumentRows(Documents documents, Log rows, List<String> columns, BitSet slots) {
        this.documents = documents;
        this.rows = rows;
        this.columns = List.copyOf(columns);
        this.reader = new RowReader(columns);
        this.needed = isWhole() ? null : slots;
    }

    Log log() {
        return rows;
    }

    private boolean isWhole() {
        return columns.contains(RowReader.WHOLE);
    }

    void say(DocumentStep.Row row, Stored now, @Nullable Stored previous, boolean again, Task task) {
        if (EventTotals.isCarry(row) || (!again && !isAbout(row, now, previous))) {
            return;
        }
        long time = LastChange.newest(now.message());
        List<Version> version = List.of(new Version(time, 0, now.offset()));
        byte[] json = json(row.rootKey(), task);
        Message message = json == null ? Message.gone(version) : Message.put(version, new byte[][] {json});
        task.send(rows, row.rootKey(), message.encode());
    }

    private boolean isAbout(DocumentStep.Row row, Stored now, @Nullable Stored previous) {
        boolean isThere = now.isLive() || (previous != null && previous.isLive());
        return isThere && (needed == null || row.landing().roles().stream().anyMatch(this::isAbout));
    }

    private boolean isAbout(Role role) {
        int slot = Documents.topSlot(role);
        Summing presence = documents.presence();
        return slot == Listing.ROOT
                || (needed != null && needed.get(slot))
                || documents.gate().get(slot)
                || (presence != null && presence.id() == slot);
    }

    private byte @Nullable [] json(byte[] key, Task task) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DocumentReader documentReader = DocumentReader.over(task.state().store(), documents.layout())) {
            if (!documentReader.write(key, out, needed)) {
                return null;
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail to be written", impossible);
        }
        return isWhole() ? out.toByteArray() : Json.object(columns, reader.read(out.toByteArray()));
    }
}
