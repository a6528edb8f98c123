package dev.tributary.sandbox.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waiting, with an end. */
public final class Patience {
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

    private Patience() {}

    /**
     * Waits until a condition holds; that it throws counts as not yet.
     *
     * @param what is awaited, for the message
     * @param details are asked for when it was in vain
     * @throws GaveUp when it does not hold in time
     */
    public static void until(String what, Duration atMost, Callable<Boolean> condition, Supplier<String> details) {
        long deadline = System.nanoTime() + atMost.toNanos();
        String last = "";
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (GaveUp inVain) {
                throw inVain;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new GaveUp("interrupted while waiting for " + what, stop);
            } catch (Exception notYet) {
                last = "; last: " + notYet;
            }
            if (System.nanoTime() > deadline) {
                throw new GaveUp(
                        "waited " + atMost.toSeconds() + " s in vain for " + what + last + "\n" + details.get());
            }
            sleep(LOOK_AGAIN_AFTER);
        }
    }

    /** The same without details. */
    public static void until(String what, Duration atMost, Callable<Boolean> condition) {
        until(what, atMost, condition, () -> "");
    }

    /** Does nothing for a while. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new GaveUp("interrupted", stop);
        }
    }

    /** What was awaited did not come. */
    public static final class GaveUp extends RuntimeException {
        public GaveUp(String message) {
            super(message);
        }

        GaveUp(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
