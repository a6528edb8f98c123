package dev.tributary.runtime;

/** What of a fault is told to whoever asks over HTTP: messages of Kafka name hosts, and are for the log. */
final class Faults {
    private static final int MOST_CAUSES = 20;

    private Faults() {}

    /** The kind of the innermost cause, as the end of a sentence. */
    static String inAnswers(Throwable fault) {
        Throwable innermost = fault;
        for (int i = 0; i < MOST_CAUSES && innermost.getCause() != null; i++) {
            innermost = innermost.getCause();
        }
        return " (" + innermost.getClass().getSimpleName() + "); the service's log says more";
    }
}
