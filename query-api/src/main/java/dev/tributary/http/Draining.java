package dev.tributary.http;

/** Whether this instance is about to stop: it still answers, but no new clients should be sent to it. Thread-safe. */
final class Draining {
    private static final int RETRY_S = 5;

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    /** Refuses once it has begun. */
    void check() {
        if (begun) {
            String detail =
                    "This instance is stopping. It answers what it is still asked; send new requests to another.";
            throw new Refusal(Problem.of(503, "stopping", "Stopping", detail).retryAfter(RETRY_S));
        }
    }
}
