package dev.tributary.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON whose numbers come out as they went in: integers of any size, decimals with their scale. */
final class ExactJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> ROW = new TypeReference<>() {};

    private ExactJson() {}

    static Map<String, @Nullable Object> row(String json) {
        try {
            @Nullable Map<String, @Nullable Object> row = MAPPER.readValue(json, ROW);
            if (row == null) {
                throw new SandboxException("a row is a JSON object, not null");
            }
            return row;
        } catch (JsonProcessingException e) {
            throw new SandboxException("a row is a JSON object: " + e.getOriginalMessage() + "\n  in: " + json, e);
        }
    }

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new SandboxException("cannot write as JSON: " + e.getOriginalMessage(), e);
        }
    }

    static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }
}
