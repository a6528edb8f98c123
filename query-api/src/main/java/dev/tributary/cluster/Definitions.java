package dev.tributary.cluster;

import dev.tributary.plan.Plan;
import dev.tributary.runtime.ViewReads;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.WeakHashMap;

/** Tells views of the same name but another definition apart, as there are while a service is rolled out. Thread-safe. */
final class Definitions {
    private static final int HASH_BYTES = 8;

    private final Map<Plan, String> known = new WeakHashMap<>();

    /** The same text in every instance that defines the view alike. */
    synchronized String of(ViewReads view) {
        return known.computeIfAbsent(view.plan(), plan -> hash(plan.definition() + view.partitions()));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
