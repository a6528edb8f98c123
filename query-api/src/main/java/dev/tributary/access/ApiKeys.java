package dev.tributary.access;

import dev.tributary.config.AccessRules.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Keys of which only the hashes are known. A plain hash is enough because a key is 256 random bits: nobody finds one by
 * trying, as passwords are found, however fast the hash is. Thread-safe.
 */
public final class ApiKeys {
    private static final int KEY_BYTES = 32;
    /** So that a key is known for one when it turns up where it should not. */
    private static final String PREFIX = "tributary_";

    private final List<Known> keys;

    private record Known(byte[] sha256, Caller caller) {}

    ApiKeys(List<ApiKey> keys) {
        this.keys = keys.stream()
                .map(key ->
                        new Known(HexFormat.of().parseHex(key.sha256()), new Caller("key " + key.name(), key.scopes())))
                .toList();
    }

    /** A new key. */
    public static String random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A key's hash, as configurations have it. */
    public static String hash(String key) {
        return HexFormat.of().formatHex(sha256(key));
    }

    /** Whose key it is. Takes as long for any key: neither how much of it is right nor whose it is can be told by time. */
    Optional<Caller> find(String key) {
        byte[] hash = sha256(key);
        Caller found = null;
        for (Known each : keys) {
            if (MessageDigest.isEqual(each.sha256, hash)) {
                found = each.caller;
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
