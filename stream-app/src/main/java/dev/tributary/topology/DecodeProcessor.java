package dev.tributary.topology;

import dev.tributary.codec.Change;
import dev.tributary.codec.Drafts;
import dev.tributary.codec.Message;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.Version;
import dev.tributary.view.Source;
import java.util.List;

/** Decodes a source's records into its row log. */
final class DecodeProcessor extends SourceProcessor {
    private final boolean isVersioned;
    private final String rows;

    /** @param rows the sink of the row log */
    DecodeProcessor(Source source, RecordDecoder decoder, String rows, DeadLetters deadLetters) {
        super(decoder, deadLetters);
        this.isVersioned = source.version().isPresent();
        this.rows = rows;
    }

    @Override
    void accept(Change change, Version place, int number) {
        if (change instanceof Change.Upsert upsert) {
            forward(upsert.key(), message(upsert, place).encode(), rows);
        } else if (change instanceof Change.Delete delete) {
            forward(delete.key(), message(delete, place).encode(), rows);
        } else if (change instanceof Change.Truncate) {
            forward(
                    Drafts.truncationKey(),
                    Message.put(List.of(place), new byte[0][]).encode(),
                    rows);
        }
    }

    private Message message(Change.Upsert upsert, Version place) {
        Version version = place.withDeclared(upsert.declared());
        boolean unversioned = isVersioned && upsert.declared().length == 0;
        return unversioned || !upsert.missing().isEmpty()
                ? Drafts.put(version, upsert.row(), upsert.missing(), unversioned)
                : Message.put(List.of(version), new byte[][] {upsert.row()});
    }

    private Message message(Change.Delete delete, Version place) {
        Version version = place.withDeclared(delete.declared());
        boolean unversioned = isVersioned && delete.declared().length == 0;
        return unversioned ? Drafts.gone(version) : Message.gone(List.of(version));
    }
}
