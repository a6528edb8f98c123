package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.Message;
import dev.tributary.codec.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stored messages as bytes, and which of two is newer. {@code -Dstored.seed=S} replays a run. */
class StoredTest {
    private static final long SEED = Long.getLong("stored.seed", System.nanoTime());
    private static final String REPLAY = "replay with -Dstored.seed=" + SEED;
    private static final int TIMES = 2_000;

    private final Random random = new Random(SEED);

    @Test
    void decodesWhatItEncoded() {
        for (int i = 0; i < TIMES; i++) {
            List<byte[] @Nullable []> left = new ArrayList<>();
            for (int places = random.nextInt(3); places > 0; places--) {
                left.add(parts());
            }
            Message message = Message.put(List.of(new Version(number(), random.nextInt(9), number())), parts());
            Stored stored = new Stored(number(), number(), message, left);
            Stored again = Stored.decode(stored.encode());
            assertThat(again.encode()).as(REPLAY).isEqualTo(stored.encode());
            assertThat(again).as(REPLAY).usingRecursiveComparison().isEqualTo(stored);
        }
    }

    @Test
    void aWithdrawalRemovesOnlyWhatIsOlderThanItself() {
        Message row = Message.put(at(5), new byte[][] {{1}});
        Stored withdrawn = new Stored(1, 1, Message.gone(at(5)), List.of());
        assertThat(Stored.age(withdrawn, row)).isEqualTo(Stored.Age.NEWER);
        Stored there = new Stored(1, 0, row, List.of());
        assertThat(Stored.age(there, Message.gone(at(5)))).isEqualTo(Stored.Age.OLDER);
        assertThat(Stored.age(there, Message.gone(at(6)))).isEqualTo(Stored.Age.NEWER);
        assertThat(Stored.age(there, row)).isEqualTo(Stored.Age.EQUAL);
        assertThat(Stored.age(withdrawn, Message.gone(at(5)))).isEqualTo(Stored.Age.EQUAL);
        assertThat(Stored.age(null, row)).isEqualTo(Stored.Age.NEWER);
    }

    private static List<Version> at(long offset) {
        return List.of(new Version(1, 0, offset));
    }

    private byte[] @Nullable [] parts() {
        byte[] @Nullable [] parts = new byte[random.nextInt(4)][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = random.nextInt(4) == 0 ? null : new byte[random.nextInt(300)];
        }
        return parts;
    }

    private long number() {
        return random.nextLong() >>> (1 + random.nextInt(62));
    }
}
