package dev.tributary.config;

import java.util.List;

/**
 * How many requests a client may make.
 *
 * @param burst so many at once, after a pause
 * @param trustedProxies those whose {@code X-Forwarded-For} is believed
 */
public record RateLimit(int perSecond, int burst, List<AddressRange> trustedProxies) {
    public RateLimit {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
