package dev.tributary.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * By what an instance knows a request of another: {@code <ms since 1970>.<HMAC-SHA256 over method, target and time>}, with a secret
 * that all have. Without a secret there is none. Thread-safe.
 */
public final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    /** Clocks of instances may differ so much; so long a request that somebody overheard can be sent again. */
    private static final long VALID_MS = 60_000;

    private final Optional<SecretKeySpec> secret;

    public Signature(Optional<String> secret) {
        this.secret = secret.map(text -> new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** Whether there is a secret. */
    public boolean isOn() {
        return secret.isPresent();
    }

    /**
     * The signature of a request; empty text without a secret.
     *
     * @param target path and query, as they are sent
     */
    public String of(String method, String target) {
        return secret.isPresent() ? at(System.currentTimeMillis(), method, target) : "";
    }

    /** Likewise, made at a time, in ms since 1970; there must be a secret. */
    public String at(long ms, String method, String target) {
        String signed = method + "\n" + target + "\n" + ms;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret.orElseThrow());
            return ms + "." + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Whether the signature is one that an instance made of that request just now. */
    public boolean isGenuine(@Nullable String signature, String method, String target) {
        int dot = signature == null ? -1 : signature.indexOf('.');
        if (signature == null || secret.isEmpty() || dot < 1 || dot > 15) {
            return false;
        }
        try {
            long ms = Long.parseLong(signature.substring(0, dot));
            return Math.abs(System.currentTimeMillis() - ms) <= VALID_MS
                    && MessageDigest.isEqual(
                            at(ms, method, target).getBytes(StandardCharsets.UTF_8),
                            signature.getBytes(StandardCharsets.UTF_8));
        } catch (NumberFormatException noTime) {
            return false;
        }
    }
}
