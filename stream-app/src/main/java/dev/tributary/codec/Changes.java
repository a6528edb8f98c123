package dev.tributary.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of one record: all have its version, so there may be only one of each row. */
final class Changes {
    private Changes() {}

    /** Deletions first, then rows; the last row of a key, and no deletion of a key that has one. */
    static List<Change> inOrder(List<Change> changes) {
        Map<ByteBuffer, Change> deletions = new LinkedHashMap<>();
        Map<ByteBuffer, Change> rows = new LinkedHashMap<>();
        List<Change> others = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Upsert upsert) {
                rows.put(ByteBuffer.wrap(upsert.key()), upsert);
            } else if (change instanceof Change.Delete delete) {
                deletions.put(ByteBuffer.wrap(delete.key()), delete);
            } else {
                others.add(change);
            }
        }
        deletions.keySet().removeAll(rows.keySet());
        List<Change> inOrder = new ArrayList<>(deletions.values());
        inOrder.addAll(rows.values());
        inOrder.addAll(others);
        return inOrder;
    }
}
