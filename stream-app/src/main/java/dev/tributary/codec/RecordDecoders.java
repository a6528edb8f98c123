package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tributary.codec.Change.Invalid.Kind;
import dev.tributary.view.Encoding.Format;
import dev.tributary.view.Encoding.KeyFormat;
import dev.tributary.view.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoders of the change formats. */
public final class RecordDecoders {
    private final Source source;
    private final Duration patience;
    private final Map<String, Conversion> declared;
    private final Payloads payloads;

    private RecordDecoders(Source source, Duration patience) {
        this.source = source;
        this.patience = patience;
        this.declared = Rows.declared(source);
        this.payloads = new Payloads(source, declared);
    }

    /** A decoder of this source's records. */
    public static RecordDecoder of(Source source) {
        return of(source, SchemaRegistry.PATIENCE);
    }

    /** @param patience how long a record waits for the schema registry */
    static RecordDecoder of(Source source, Duration patience) {
        return new RecordDecoders(source, patience).decoder();
    }

    private RecordDecoder decoder() {
        Rows rows = new Rows(source, keys());
        ValueDecoder format = switch (source.format()) {
            case JSON -> json(rows, new PlainDecoder(rows, declared));
            case DEBEZIUM -> json(rows, new DebeziumDecoder(rows, payloads, source));
            case CONNECT -> json(rows, new ConnectDecoder(rows, payloads));
            case MAXWELL -> json(rows, new MaxwellDecoder(rows, declared));
            case CANAL -> json(rows, new CanalDecoder(rows, declared));
            case AVRO, PROTOBUF -> registered(source.format()).values(new DebeziumDecoder(rows, payloads, source));
        };
        return new Decoder(rows, format);
    }

    private static ValueDecoder json(Rows rows, ValueDecoder.OfJson format) {
        return (value, headers) -> {
            Slice json = Slice.of(value);
            return json.isNull() ? List.of(rows.delete()) : format.decode(json, headers);
        };
    }

    private KeyDecoder keys() {
        TextKeys text = new TextKeys(source.key(), declared, payloads);
        BinaryKeys binary = new BinaryKeys(declared.getOrDefault(keyColumn(), Conversion.COPY));
        KeyDecoder any = text::jsonOrText;
        KeyDecoder undeclared = source.format() == Format.MAXWELL ? new MaxwellKeys(declared, any)::decode : any;
        return source.encoding().key().map(format -> keys(format, text, binary)).orElse(undeclared);
    }

    /** The one that a scalar is read as; events may have none. */
    private String keyColumn() {
        return source.key().isEmpty() ? "" : source.key().get(0);
    }

    private KeyDecoder keys(KeyFormat format, TextKeys text, BinaryKeys binary) {
        return switch (format) {
            case JSON -> text::json;
            case STRING -> text::string;
            case SHORT -> binary.integer(Short.BYTES);
            case INTEGER -> binary.integer(Integer.BYTES);
            case LONG -> binary.integer(Long.BYTES);
            case UUID -> binary::uuid;
            case BYTES -> binary::bytes;
            case NONE -> key -> null;
            case AVRO -> registered(Format.AVRO).keys(keyColumn());
            case PROTOBUF -> registered(Format.PROTOBUF).keys(keyColumn());
        };
    }

    private RegistryDecoder registered(Format format) {
        String url = source.encoding()
                .registry()
                .orElseThrow(() -> new IllegalArgumentException("source " + source.name() + " has no registry"));
        SchemaRegistry registry = new SchemaRegistry(url, patience);
        return new RegistryDecoder(new RegisteredSchemas(registry, format), source.types());
    }

    /** What is alike in all formats: no value deletes, and what cannot be read is Invalid. */
    private record Decoder(Rows rows, ValueDecoder format) implements RecordDecoder {
        @Override
        public List<Change> decode(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
            try {
                rows.start(key);
                return value == null ? List.of(rows.delete()) : format.decode(value, headers);
            } catch (BadRecord bad) {
                return invalid(bad.kind(), bad.getMessage());
            } catch (JsonProcessingException notJson) {
                return invalid(
                        Kind.NOT_JSON,
                        "Expected JSON, but it is broken (" + notJson.getOriginalMessage() + "): came "
                                + excerpt(value));
            } catch (RegistryUnavailable noFaultOfTheRecord) {
                throw noFaultOfTheRecord;
            } catch (IOException | RuntimeException unforeseen) {
                return invalid(
                        Kind.UNREADABLE,
                        "Expected a record of this format, but reading it failed (" + unforeseen + "): came "
                                + excerpt(value));
            }
        }

        private static String excerpt(byte @Nullable [] value) {
            return value == null ? "null" : Excerpt.of(value);
        }

        private static List<Change> invalid(Kind kind, @Nullable String reason) {
            return List.of(new Change.Invalid(kind, reason == null ? "" : reason));
        }
    }
}
