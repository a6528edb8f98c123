package dev.tributary.codec;

import java.util.List;

/**
 * Which version of a row: where its record stands in the source topic. Within a partition the offset decides; between
 * partitions the record's timestamp, then the partition's number.
 *
 * @param timestamp the source record's, in milliseconds since 1970
 */
public record Version(long timestamp, int partition, long offset) implements Comparable<Version> {
    /** No row was seen: older than every version. */
    public static final Version NONE = new Version(-1, -1, -1);

    @Override
    public int compareTo(Version other) {
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
        out.writeVarint(partition + 1L);
        if (partition >= 0) {
            out.writeVarint(offset).writeVarint(timestamp);
        }
    }

    static Version read(ByteReader in) {
        int partition = in.readInt() - 1;
        if (partition < 0) {
            return NONE;
        }
        long offset = in.readVarint();
        return new Version(in.readVarint(), partition, offset);
    }
}
