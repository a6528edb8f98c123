package dev.tributary.topology;

import dev.tributary.plan.Log;

/** The names of a service's topics. */
public interface Topics {
    /** The topic of a log. */
    String topic(Log log);

    /** Where records go that cannot be decoded. */
    String deadLetters();
}
