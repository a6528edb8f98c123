package dev.tributary.topology;

import java.util.function.LongConsumer;

/** Told what happens to records, by the threads that process them: must be quick, and thread-safe. */
public interface Observer {
    /** Looks away. */
    Observer NONE = new Observer() {
        @Override
        public LongConsumer freshness(String view) {
            return age -> {};
        }

        @Override
        public void buried(String from, String reason) {}
    };

    /**
     * Who is told, for each record that has been folded into the view's documents, how many ms lie between the time of the
     * source's record behind it and now. Asked for once.
     */
    LongConsumer freshness(String view);

    /**
     * A record went to the dead letters.
     *
     * @param from the source or view
     * @param reason one of a few words
     */
    void buried(String from, String reason);
}
