package dev.tributary.codec;

import dev.tributary.codec.Change.Invalid.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Keys of one scalar, as Kafka's own serializers write them. */
final class BinaryKeys {
    private static final int UUID_BYTES = 16;

    private final Conversion conversion;

    /** @param conversion the one that is declared for the key column */
    BinaryKeys(Conversion conversion) {
        this.conversion = conversion;
    }

    /** So many bytes, big-endian. */
    KeyDecoder integer(int size) {
        return key -> {
            if (key.length != size) {
                throw new BadRecord(
                        Kind.BAD_KEY,
                        "Expected the record's key to be an integer of " + size + " bytes, but came "
                                + Excerpt.ofBytes(key));
            }
            return scalar(new BigInteger(key).toString());
        };
    }

    /** Text, as Kafka's serializer writes it, or the sixteen bytes themselves. */
    Payload uuid(byte[] key) throws IOException {
        if (key.length == UUID_BYTES) {
            ByteBuffer bytes = ByteBuffer.wrap(key);
            return scalar('"' + new UUID(bytes.getLong(), bytes.getLong()).toString() + '"');
        }
        try {
            String text = new String(key, StandardCharsets.ISO_8859_1);
            return scalar('"' + UUID.fromString(text).toString() + '"');
        } catch (IllegalArgumentException none) {
            throw new BadRecord(Kind.BAD_KEY, "Expected the record's key to be a UUID, but came " + Excerpt.of(key));
        }
    }

    /** Any bytes, in base64. */
    Payload bytes(byte[] key) {
        return scalar('"' + Base64.getEncoder().encodeToString(key) + '"');
    }

    private Payload scalar(String json) {
        return new Payload(Slice.of(json.getBytes(StandardCharsets.UTF_8)), Map.of(), conversion, Map.of());
    }
}
