package dev.tributary.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages and versions as bytes, and the order of versions. {@code -Dmessage.seed=S} replays a run. */
class MessageTest {
    private static final long SEED = Long.getLong("message.seed", System.nanoTime());
    private static final String REPLAY = "replay with -Dmessage.seed=" + SEED;
    private static final int TIMES = 2_000;
    private static final List<Message.Kind> KINDS = List.of(Message.Kind.values());

    private final Random random = new Random(SEED);

    @Test
    void decodesWhatItEncoded() {
        for (int i = 0; i < TIMES; i++) {
            Message.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            Message message = new Message(kind, versions(), parts());
            Message again = Message.decode(message.encode());
            assertThat(again).as(REPLAY).usingRecursiveComparison().isEqualTo(message);
            assertThat(again.encode()).as(REPLAY).isEqualTo(message.encode());
        }
    }

    @Test
    void refusesAKindThatItDoesNotKnow() {
        assertThatThrownBy(() -> Message.decode(new byte[] {9, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a message of kind 9, which no version writes");
    }

    @Test
    void withinAPartitionTheOffsetDecidesWhateverTheTimestamps() {
        assertThat(new Version(1, 3, 8)).isGreaterThan(new Version(9, 3, 7));
        assertThat(new Version(1, 3, 8)).isEqualByComparingTo(new Version(9, 3, 8));
    }

    @Test
    void betweenPartitionsTheTimestampDecidesThenTheirNumbers() {
        assertThat(new Version(9, 1, 1)).isGreaterThan(new Version(8, 2, 99));
        assertThat(new Version(9, 1, 99)).isLessThan(new Version(9, 2, 1));
        assertThat(Version.NONE).isLessThan(new Version(0, 0, 0));
        assertThat(Version.NONE).isEqualByComparingTo(Version.NONE);
    }

    @Test
    void aVersionColumnDecidesBeforeThePlaceAlsoWithinAPartition() {
        Version nothing = new Version(1, 0, 9);
        assertThat(declared(5, 1)).isGreaterThan(declared(3, 2)).isGreaterThan(nothing);
        assertThat(declared(5, 2)).isGreaterThan(declared(5, 1));
        assertThat(declared(10, 1)).isGreaterThan(declared(9, 1));
        assertThat(declared(5, 1).comparePlace(declared(3, 2))).isNegative();
        assertThat(Version.NONE).isLessThan(nothing);
    }

    private static Version declared(int version, long offset) {
        return new Version(1, 0, offset, new TupleWriter().add(version).toBytes());
    }

    /** With timestamps that do not go back within a partition: a topic's own append times, or one producer's clock. */
    @Test
    void versionsAreInOneTotalOrderWhereTimestampsFollowOffsets() {
        for (int i = 0; i < TIMES; i++) {
            List<Version> three = List.of(version(), version(), version());
            Version a = three.get(0);
            Version b = three.get(1);
            Version c = three.get(2);
            assertThat(Integer.signum(a.compareTo(b)))
                    .as("%s %s", three, REPLAY)
                    .isEqualTo(-Integer.signum(b.compareTo(a)));
            if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
                assertThat(a.compareTo(c)).as("%s %s", three, REPLAY).isLessThanOrEqualTo(0);
            }
            assertThat(a.compareTo(b) == 0).as("%s %s", three, REPLAY).isEqualTo(a.equals(b));
        }
    }

    @Test
    void listsCompareInOrderAndWhatIsMissingIsNone() {
        for (int i = 0; i < TIMES; i++) {
            List<Version> left = versions();
            List<Version> right = versions();
            int order = Version.compare(left, right);
            assertThat(Integer.signum(order)).as(REPLAY).isEqualTo(-Integer.signum(Version.compare(right, left)));
            List<Version> padded = new ArrayList<>(left);
            padded.add(Version.NONE);
            assertThat(Version.compare(padded, left)).as(REPLAY).isZero();
            assertThat(Version.compare(padded, right)).as(REPLAY).isEqualTo(order);
        }
    }

    private List<Version> versions() {
        List<Version> versions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            versions.add(version());
        }
        return versions;
    }

    /** Few, so that they meet; a timestamp is a function of the offset and grows with it, now and then by nothing. */
    private Version version() {
        if (random.nextInt(10) == 0) {
            return Version.NONE;
        }
        long offset = random.nextInt(8) == 0 ? random.nextLong() >>> 3 : random.nextInt(6);
        byte[] declared = new byte[random.nextInt(3)];
        random.nextBytes(declared);
        return new Version(offset / 2, random.nextInt(3), offset, declared);
    }

    private byte[] @Nullable [] parts() {
        byte[] @Nullable [] parts = new byte[random.nextInt(4)][];
        for (int i = 0; i < parts.length; i++) {
            byte[] part = new byte[random.nextInt(300)];
            random.nextBytes(part);
            parts[i] = random.nextInt(4) == 0 ? null : part;
        }
        return parts;
    }
}
