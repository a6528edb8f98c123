package dev.tributary.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags: of bodies, and in conditions. */
final class EntityTags {
    private static final int TAG_BYTES = 8;
    /** One tag of a list; the quotes may hold commas. */
    private static final Pattern TAG = Pattern.compile("\\G[\\s,]*+(?:W/)?+(\"[^\"]*+\")\\s*+(?=,|$)");

    private EntityTags() {}

    /** A strong tag of these bytes. */
    static String of(byte[] body, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body, 0, length);
            return '"' + HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Whether an {@code If-None-Match} names the tag: in a list, by {@code *}, or as a weak one. */
    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.trim().equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(ifNoneMatch);
        while (tags.find()) {
            if (tags.group(1).equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
