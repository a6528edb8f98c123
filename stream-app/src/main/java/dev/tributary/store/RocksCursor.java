package dev.tributary.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * A cursor of RocksDB. Each question to it crosses into native code, and seeking costs several times what going on does: what was asked
 * once at a place is kept until the cursor moves, and where it is known already what a search would find, or the next entry is that,
 * there is none.
 */
final class RocksCursor implements OrderedStore.Cursor {
    private final RocksIterator iterator;
    private boolean asked;
    private boolean valid;
    private byte @Nullable [] key;
    /** There is no entry from here up to where it stands; null when it stands nowhere. */
    private byte @Nullable [] nothingFrom;

    RocksCursor(RocksIterator iterator) {
        this.iterator = iterator;
    }

    @Override
    public boolean isValid() {
        if (!asked) {
            valid = iterator.isValid();
            if (!valid) {
                checkStatus();
            }
            asked = true;
        }
        return valid;
    }

    /** An iterator that met an error looks like one at the end. */
    private void checkStatus() {
        try {
            iterator.status();
        } catch (RocksDBException failure) {
            throw new StoreException("cannot read", failure);
        }
    }

    @Override
    public byte[] key() {
        byte[] known = key;
        if (known == null) {
            known = iterator.key();
            key = known;
        }
        return known;
    }

    @Override
    public byte[] value() {
        return iterator.value();
    }

    @Override
    public void next() {
        byte[] passed = key();
        iterator.next();
        moved(Arrays.copyOf(passed, passed.length + 1));
    }

    @Override
    public void seek(byte[] target) {
        if (isFirstAtOrAfter(target)) {
            return;
        }
        if (isBefore(target)) {
            next();
            if (isFirstAtOrAfter(target)) {
                return;
            }
        }
        iterator.seek(target);
        moved(target.clone());
    }

    private boolean isFirstAtOrAfter(byte[] target) {
        return nothingFrom != null && Arrays.compareUnsigned(nothingFrom, target) <= 0 && !isBefore(target);
    }

    private boolean isBefore(byte[] target) {
        return nothingFrom != null && isValid() && Arrays.compareUnsigned(key(), target) < 0;
    }

    private void moved(byte[] from) {
        asked = false;
        key = null;
        nothingFrom = from;
    }

    @Override
    public void close() {
        iterator.close();
    }
}
