package dev.tributary.benchmarks.dsl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** JSON by Jackson, with a reader and a writer made once, as its documentation advises. */
final class JsonSerde {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private JsonSerde() {}

    static <T> Serde<T> of(Class<T> type) {
        ObjectReader reader = JSON.readerFor(type);
        ObjectWriter writer = JSON.writerFor(type);
        return Serdes.serdeFrom((topic, value) -> write(writer, value), (topic, bytes) -> read(reader, type, bytes));
    }

    @SuppressWarnings("NullAway") // Kafka's serializers take and give null
    private static <T> byte[] write(ObjectWriter writer, T value) {
        try {
            return value == null ? null : writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new SerializationException(e);
        }
    }

    @SuppressWarnings("NullAway") // as above
    private static <T> T read(ObjectReader reader, Class<T> type, byte[] bytes) {
        try {
            return bytes == null ? null : type.cast(reader.readValue(bytes));
        } catch (IOException e) {
            throw new SerializationException(e);
        }
    }
}
