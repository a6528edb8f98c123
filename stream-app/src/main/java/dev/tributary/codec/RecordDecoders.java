package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tributary.view.Source;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decoders of the change formats. */
public final class RecordDecoders {
    private RecordDecoders() {}

    /** A decoder of this source's records. */
    public static RecordDecoder of(Source source) {
        Rows rows = new Rows(source);
        return switch (source.format()) {
            case JSON -> new Decoder(rows, new PlainDecoder(rows));
            case DEBEZIUM -> new Decoder(rows, new DebeziumDecoder(rows));
            case CONNECT -> new Decoder(rows, new ConnectDecoder(rows));
        };
    }

    /** What is alike in all formats: a null value deletes, and what cannot be read is Invalid. */
    private record Decoder(Rows rows, ValueDecoder format) implements RecordDecoder {
        @Override
        public List<Change> decode(byte @Nullable [] key, byte @Nullable [] value) {
            Slice json = value == null ? null : Slice.of(value);
            try {
                rows.start(key);
                return List.of(json == null || json.isNull() ? rows.delete() : format.decode(json));
            } catch (BadRecord bad) {
                return invalid(bad.getMessage());
            } catch (JsonProcessingException notJson) {
                return invalid("Expected JSON, but it is broken (" + notJson.getOriginalMessage() + "): came "
                        + (json == null ? "null" : json.excerpt()));
            } catch (IOException | RuntimeException unforeseen) {
                return invalid("Expected a record of this format, but reading it failed (" + unforeseen + "): came "
                        + (json == null ? "null" : json.excerpt()));
            }
        }

        private static List<Change> invalid(@Nullable String reason) {
            return List.of(new Change.Invalid(reason == null ? "" : reason));
        }
    }
}
