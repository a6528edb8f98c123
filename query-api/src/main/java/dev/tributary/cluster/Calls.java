package dev.tributary.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.plan.Selection;
import dev.tributary.query.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one instance asks of another, and is answered, as JSON; bytes are base64 there. */
public final class Calls {
    /** The addresses of what instances ask each other; the number changes when a call does. */
    public static final String ROOT = "/instances/1";

    /** What a request that another instance has sent on asks for: {@code active} or {@code any} copy. */
    public static final String FORWARDED = "Tributary-Forwarded";

    /** The {@link Signature}. */
    public static final String SIGNATURE = "Tributary-Signature";

    /** How the view is defined where the request comes from. */
    public static final String DEFINITION = "Tributary-Definition";

    /** How many ms are left of the request's time. */
    public static final String TIMEOUT = "Tributary-Timeout";

    private static final ObjectMapper JSON = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Calls() {}

    /** Asks for keys of documents of partitions. */
    public record KeysCall(List<Integer> partitions, byte @Nullable [] after, int limit) {}

    /** Asks for keys that entries lead to. */
    public record EntriesCall(Found found, byte @Nullable [] after, int limit) {}

    /**
     * A lookup.
     *
     * @param fields of its index
     */
    public record Found(List<String> fields, List<byte[]> values) {}

    /**
     * Asks for documents of copies that have come far enough.
     *
     * @param least of each key, see {@link dev.tributary.query.Wanted}
     * @param found null where there is no lookup
     */
    public record ReadCall(
            List<byte[]> keys,
            List<Long> least,
            Map<String, Object> fields,
            @Nullable Found found) {}

    /** What was read of the first ones. */
    public record Readings(List<Read> readings) {}

    /**
     * What was read of one.
     *
     * @param at null when the copy has not come so far
     * @param json null when there is none
     */
    public record Read(@Nullable Long at, byte @Nullable [] json) {
        /** Of what the part read. */
        public static Read of(Reading reading) {
            if (reading instanceof Reading.Found found) {
                return new Read(found.at(), found.json());
            }
            return reading instanceof Reading.Missing missing ? new Read(missing.at(), null) : new Read(null, null);
        }

        Reading reading() {
            if (at == null) {
                return new Reading.NotYet();
            }
            return json == null ? new Reading.Missing(at) : new Reading.Found(json, at);
        }
    }

    /** Asks which documents are what a lookup asks for. */
    public record MatchingCall(List<byte[]> keys, Found found) {}

    /** Their places among the keys. */
    public record Matching(List<Integer> places) {}

    /**
     * Asks for what documents have; answered as {@link Frames}.
     *
     * @param fields as {@link #fields} makes it
     */
    public record DocumentsCall(List<byte[]> keys, Map<String, Object> fields) {}

    public static byte[] bytes(Object call) {
        try {
            return JSON.writeValueAsBytes(call);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads a call or an answer.
     *
     * @throws IOException when it is something else
     */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        return JSON.readValue(json, type);
    }

    /** A selection as nested objects, an empty one for all. */
    static Map<String, Object> fields(Selection selection) {
        Map<String, Object> fields = new LinkedHashMap<>();
        selection.members().forEach((name, of) -> fields.put(name, fields(of)));
        return fields;
    }

    /** The selection, not yet resolved. */
    public static Selection selection(Map<?, ?> fields) {
        Map<String, Selection> members = new LinkedHashMap<>();
        fields.forEach((name, of) ->
                members.put(String.valueOf(name), selection(of instanceof Map<?, ?> map ? map : Map.of())));
        return new Selection(members, false);
    }
}
