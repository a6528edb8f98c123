package dev.tributary.benchmarks.process;

import dev.tributary.sandbox.process.Jvm;

/**
 * A program that makes the shop's documents and serves them, or only serves something.
 *
 * @param name for the report
 * @param path to a customer's document, with {@code %d} for the number
 * @param program what is started
 */
public record Contender(String name, String path, Starter program) {

    /** Makes the program of one start. */
    public interface Starter {
        Jvm.Program of(Place place);
    }

    /** The address of a customer's document. */
    public String path(int customer) {
        return path.formatted(customer);
    }
}
