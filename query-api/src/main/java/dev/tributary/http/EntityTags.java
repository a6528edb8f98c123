package dev.tributary.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags: of bodies, and in conditions. */
final class EntityTags {
    private static final int TAG_BYTES = 8;
    private static final String ZIPPED = "-gzip";
    /** One tag of a list; the quotes may hold commas. */
    private static final Pattern TAG = Pattern.compile("\\G[\\s,]*+(?:W/)?+(\"[^\"]*+\")\\s*+(?=,|$)");

    private EntityTags() {}

    /** A strong tag of these bytes. */
    static String of(byte[] body, int length) {
        MessageDigest digest = digest();
        digest.update(body, 0, length);
        return of(digest);
    }

    /** Takes in the bytes that a tag is to be of. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** A strong tag of the bytes that were taken in. */
    static String of(MessageDigest digest) {
        return '"' + HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES) + '"';
    }

    /** The tag of the same body when it is compressed: other bytes, another tag. */
    static String zipped(String tag) {
        return tag.substring(0, tag.length() - 1) + ZIPPED + '"';
    }

    /** Which of the tags an {@code If-None-Match} names: in a list, as a weak one; or {@code *} when it is that. */
    static Optional<String> match(String ifNoneMatch, String... tags) {
        if (ifNoneMatch.trim().equals("*")) {
            return Optional.of("*");
        }
        Matcher named = TAG.matcher(ifNoneMatch);
        while (named.find()) {
            for (String tag : tags) {
                if (named.group(1).equals(tag)) {
                    return Optional.of(tag);
                }
            }
        }
        return Optional.empty();
    }
}
