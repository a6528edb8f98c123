package dev.tributary.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;

/** How far this instance's copies of an application's logs have come: those that are restored, and standbys. Thread-safe. */
final class LocalCopies implements StateRestoreListener, StandbyUpdateListener {
    private final Map<TopicPartition, Restoration> restorations = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> standbys = new ConcurrentHashMap<>();
    private final PassedMarks marks = new PassedMarks();

    /** Offsets of a log, each that of the next record. */
    private record Restoration(long from, long to, long at) {
        long left() {
            return Math.max(0, to - at);
        }
    }

    /** To be told what is passed when logs are read for these copies. */
    PassedMarks marks() {
        return marks;
    }

    /** The part of what is being restored that is done, 0 to 1; 1 when nothing is. */
    double restored() {
        long wanted = 0;
        long left = 0;
        for (Restoration each : restorations.values()) {
            wanted += Math.max(0, each.to - each.from);
            left += each.left();
        }
        if (left == 0) {
            restorations.clear();
        }
        return left == 0 ? 1 : 1 - (double) left / wanted;
    }

    /** How many records are left to restore of a log's partition; empty when it is not being restored here. */
    OptionalLong leftToRestore(TopicPartition partition) {
        return underWay(partition).stream().mapToLong(Restoration::left).findFirst();
    }

    /** The offset that is restored next; empty when the log's partition is not being restored here, or not any more. */
    OptionalLong restoredTo(TopicPartition partition) {
        return underWay(partition).stream().mapToLong(Restoration::at).findFirst();
    }

    /** One that is done only counts in the sum: the store may have been made anew since. */
    private Optional<Restoration> underWay(TopicPartition partition) {
        return Optional.ofNullable(restorations.get(partition)).filter(each -> each.left() > 0);
    }

    /** How many records are left to restore, of all logs. */
    long leftToRestore() {
        return restorations.values().stream().mapToLong(Restoration::left).sum();
    }

    /** The offset that the standby of a log's partition reads next; empty when there is none here, or it has not begun. */
    OptionalLong standbyAt(TopicPartition partition) {
        Long found = standbys.get(partition);
        return found == null ? OptionalLong.empty() : OptionalLong.of(marks.behind(partition, found));
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        restorations.put(partition, new Restoration(from, to, from));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long lastOffset, long count) {
        restorations.computeIfPresent(
                partition, (same, before) -> new Restoration(before.from, before.to, lastOffset + 1));
    }

    /** It stays in the sum until all are done. */
    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long count) {
        restorations.computeIfPresent(partition, (same, before) -> new Restoration(before.from, before.to, before.to));
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long count) {
        restorations.remove(partition);
    }

    @Override
    public void onUpdateStart(TopicPartition partition, String store, long from) {
        standbys.put(partition, from);
    }

    @Override
    public void onBatchLoaded(
            TopicPartition partition, String store, TaskId task, long lastOffset, long count, long end) {
        standbys.put(partition, lastOffset + 1);
    }

    @Override
    public void onUpdateSuspended(TopicPartition partition, String store, long offset, long end, SuspendReason reason) {
        standbys.remove(partition);
    }
}
