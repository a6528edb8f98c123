package dev.tributary.expression;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Thread-safe. Its {@code toString()} is the text. */
public interface Expression {
    /** The text as it was written. */
    String text();

    /** What it needs, in the order of first use; no duplicates. */
    List<Input> inputs();

    /**
     * The value, as compact canonical JSON. Never throws: what fails is a failure of the outcome.
     *
     * @param values as many as inputs, each as JSON, or null for null and for what is absent
     */
    Outcome evaluate(byte[] @Nullable [] values);

    /** Whether it evaluates to true: not to false, nor to anything that is no boolean, nor to a failure. */
    default boolean holds(byte[] @Nullable [] values) {
        byte[] json = evaluate(values).json();
        // of all compact JSON values only `true` has four bytes that begin with a t
        return json != null && json.length == 4 && json[0] == 't';
    }

    /**
     * A name that an expression uses.
     *
     * @param name the root identifier as written
     * @param member the column of a row ({@code row.x}, {@code row['x-y']}); empty for a plain name, and for a row used as a
     *     whole
     */
    record Input(String name, Optional<String> member) {}

    /**
     * What came of an evaluation.
     *
     * @param json null when the value is null, and when there is a failure
     * @param failure what failed; null when nothing did
     */
    record Outcome(byte @Nullable [] json, @Nullable String failure) {
        static final Outcome NULL = new Outcome(null, null);

        static Outcome failed(String failure) {
            return new Outcome(null, failure);
        }
    }
}
