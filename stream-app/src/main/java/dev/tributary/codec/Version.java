package dev.tributary.codec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a row: what the source's version column says, where it has one, and where the record stands in the
 * source topic. The column decides first, and nothing in it is the oldest. Then, within a partition, the offset decides;
 * between partitions the record's timestamp, then the partition's number.
 *
 * <p>So that this is one order of all versions, a deletion, which has no columns, does not come to be compared as it is:
 * see {@link Drafts}.
 *
 * @param timestamp the source record's, in milliseconds since 1970
 * @param declared what the version column says, as bytes in the order of the versions; empty where it says nothing
 */
public record Version(long timestamp, int partition, long offset, byte[] declared) implements Comparable<Version> {
    /** No row was seen: older than every version. */
    public static final Version NONE = new Version(-1, -1, -1);

    private static final int DECLARED = 1;

    /** A version that only its place tells. */
    public Version(long timestamp, int partition, long offset) {
        this(timestamp, partition, offset, DeclaredVersion.NONE);
    }

    /** The same place with what a version column says. */
    public Version withDeclared(byte[] newDeclared) {
        return new Version(timestamp, partition, offset, newDeclared);
    }

    @Override
    public int compareTo(Version other) {
        int byDeclared = Arrays.compareUnsigned(declared, other.declared);
        return byDeclared != 0 ? byDeclared : comparePlace(other);
    }

    /** Compares where the records stand, whatever a version column says. */
    public int comparePlace(Version other) {
        if (partition == other.partition) {
            return Long.compare(offset, other.offset);
        }
        if (partition < 0 || other.partition < 0) {
            return Integer.compare(partition, other.partition);
        }
        int byTime = Long.compare(timestamp, other.timestamp);
        return byTime != 0 ? byTime : Integer.compare(partition, other.partition);
    }

    /** Compares in order, the first difference deciding; what is missing at the end is NONE. */
    public static int compare(List<Version> left, List<Version> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int difference = at(left, i).compareTo(at(right, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static Version at(List<Version> versions, int index) {
        return index < versions.size() ? versions.get(index) : NONE;
    }

    void write(ByteWriter out) {
        boolean hasDeclared = declared.length > 0;
        out.writeVarint((partition + 1L) << 1 | (hasDeclared ? DECLARED : 0));
        if (partition >= 0) {
            out.writeVarint(offset).writeVarint(timestamp);
        }
        if (hasDeclared) {
            out.writeBlock(declared);
        }
    }

    static Version read(ByteReader in) {
        long head = in.readVarint();
        int partition = Math.toIntExact(head >> 1) - 1;
        long offset = partition < 0 ? -1 : in.readVarint();
        long timestamp = partition < 0 ? -1 : in.readVarint();
        byte[] declared = (head & DECLARED) == 0 ? null : in.readBlock();
        return new Version(timestamp, partition, offset, declared == null ? DeclaredVersion.NONE : declared);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version
                && timestamp == version.timestamp
                && partition == version.partition
                && offset == version.offset
                && Arrays.equals(declared, version.declared);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset) * 31 + partition;
    }
}
