package dev.tributary.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that could not be decoded. Its headers are its own and those that say where it was and what is wrong with it. */
public record DeadLetter(byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    public DeadLetter {
        headers = Map.copyOf(headers);
    }
}
