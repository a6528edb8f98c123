package dev.tributary.view;

import java.util.Optional;

/**
 * How a topic's records are written.
 *
 * @param key how their keys are; empty: JSON or text, whichever it is
 * @param registry the schema registry's URL, for formats that have one
 */
public record Encoding(Format format, Optional<KeyFormat> key, Optional<String> registry) {
    /** The format alone. */
    public static Encoding of(Format format) {
        return new Encoding(format, Optional.empty(), Optional.empty());
    }

    /** How values are written. */
    public enum Format {
        JSON,
        DEBEZIUM,
        CONNECT,
        MAXWELL,
        CANAL,
        AVRO,
        PROTOBUF
    }

    /** How keys are written. */
    public enum KeyFormat {
        /** JSON: an object or a scalar. */
        JSON,
        /** The text itself, whatever it looks like. */
        STRING,
        /** Two, four or eight bytes, big-endian, as Kafka's own serializers write them. */
        SHORT,
        INTEGER,
        LONG,
        UUID,
        /** Sixteen or more bytes, as they are, in base64. */
        BYTES,
        AVRO,
        PROTOBUF,
        /** The record's key is not the row's. */
        NONE
    }
}
