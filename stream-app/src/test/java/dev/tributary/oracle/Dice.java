package dev.tributary.oracle;

import java.util.Collection;
import java.util.List;
import java.util.Random;

/** Random choices. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(Collection<T> items) {
        List<T> list = List.copyOf(items);
        return list.get(random.nextInt(list.size()));
    }
}
