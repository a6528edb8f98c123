package dev.tributary.cluster;

import dev.tributary.config.HostPort;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another instance, and what is known of it. Thread-safe. */
final class Peer {
    /** So many requests are under way to one instance; one that stands still takes no more threads than that. */
    static final int MOST_REQUESTS = 64;

    /** So long the answers of an instance that did not answer are not waited for, where there is another copy. */
    private static final long SUSPECT_NS = 1_000_000_000L;

    /** What it told longer ago may have become wrong. */
    private static final long TOLD_HOLDS_NS = 3_000_000_000L;

    private final HostPort address;
    private final Semaphore requests = new Semaphore(MOST_REQUESTS);
    private volatile Told told = Told.NOTHING;
    private volatile long toldAt;
    private volatile @Nullable Future<?> asked;
    private volatile boolean isSuspect;
    private volatile long suspectAt;

    Peer(HostPort address) {
        this.address = address;
    }

    HostPort address() {
        return address;
    }

    /** Takes the right to send a request, which is to be given back; false when none was free for so long. */
    boolean acquire(long waitMs) {
        try {
            return requests.tryAcquire(waitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void release() {
        requests.release();
    }

    /** It is being asked what it has to tell. */
    void asked(Future<?> question) {
        asked = question;
    }

    boolean isAsked() {
        Future<?> question = asked;
        return question != null && !question.isDone();
    }

    void told(Told news) {
        told = news;
        toldAt = System.nanoTime();
        isSuspect = false;
    }

    /** What it told not long ago. */
    Told told() {
        return System.nanoTime() - toldAt < TOLD_HOLDS_NS ? told : Told.NOTHING;
    }

    /** It did not answer. */
    void suspect() {
        suspectAt = System.nanoTime();
        isSuspect = true;
    }

    /** Whether it did not answer lately. */
    boolean isSuspect() {
        return isSuspect && System.nanoTime() - suspectAt < SUSPECT_NS;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
