package dev.tributary.benchmarks.load;

import java.util.Random;

/** The addresses that are asked for, one after another. */
public interface Paths {
    String next(Random random);
}
