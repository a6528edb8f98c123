package dev.tributary.plan;

import dev.tributary.codec.TupleReader;
import java.util.Arrays;

/**
 * A compacted topic of ours. A record's key is the routing key, which decides its partition, then what identifies the row
 * there.
 *
 * @param name unique in a plan; topics and stores are named after it
 * @param routingParts how many values the routing key has
 */
public record Log(String name, int routingParts) {
    /** The routing key at the head of a record's key. */
    public byte[] routing(byte[] key) {
        return Arrays.copyOf(key, TupleReader.skip(key, 0, routingParts));
    }
}
