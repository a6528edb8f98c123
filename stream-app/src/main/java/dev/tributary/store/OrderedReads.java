package dev.tributary.store;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reading ordered entries. */
public interface OrderedReads {
    /** The value of the key, or null. */
    byte @Nullable [] get(byte[] key);

    /** A cursor that stands nowhere until it is sought. */
    OrderedStore.Cursor cursor();

    /** Every entry whose key starts with the prefix, in order; the store must not be written meanwhile. */
    default void scan(byte[] prefix, BiConsumer<byte[], byte[]> entry) {
        try (OrderedStore.Cursor cursor = cursor()) {
            for (cursor.seek(prefix); cursor.isValid() && startsWith(cursor.key(), prefix); cursor.next()) {
                entry.accept(cursor.key(), cursor.value());
            }
        }
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
