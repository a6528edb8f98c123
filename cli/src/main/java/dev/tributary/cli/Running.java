package dev.tributary.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a long-running command has started; closed in the order added, once. Thread-safe. */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ReentrantLock closing = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);

    synchronized <T extends AutoCloseable> T add(T part) {
        started.addLast(part);
        return part;
    }

    /** Puts a part before all that was added. */
    synchronized <T extends AutoCloseable> T addFirst(T part) {
        started.addFirst(part);
        return part;
    }

    /** Waits until it is closed. */
    void await() throws InterruptedException {
        ended.await();
    }

    /** A second caller waits until all is closed: what is closed later may be in use by what is closed first. */
    @Override
    public void close() {
        ended.countDown();
        closing.lock();
        try {
            closeAll();
        } finally {
            closing.unlock();
        }
    }

    private void closeAll() {
        while (true) {
            AutoCloseable part = next();
            if (part == null) {
                return;
            }
            try {
                part.close();
            } catch (Exception failure) {
                LOG.warn("Closing {} failed", part, failure);
            }
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return started.pollFirst();
    }
}
