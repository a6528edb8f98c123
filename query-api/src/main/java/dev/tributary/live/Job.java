package dev.tributary.live;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that is done again whenever it is woken up, by one thread at a time. Thread-safe. */
abstract class Job {
    private final Executor pool;
    private final AtomicInteger calls = new AtomicInteger();

    Job(Executor pool) {
        this.pool = pool;
    }

    /** Has the work done, once more if it is being done now. */
    final void wakeUp() {
        if (calls.getAndIncrement() == 0) {
            execute();
        }
    }

    private void execute() {
        try {
            pool.execute(this::run);
        } catch (RejectedExecutionException closed) {
            stopped();
        }
    }

    private void run() {
        int seen = calls.get();
        work();
        if (calls.addAndGet(-seen) > 0) {
            // at the end of the queue: others wait, too
            execute();
        }
    }

    /** Does what there is to do, without waiting. */
    abstract void work();

    /** There is nobody left to do it. */
    abstract void stopped();
}
