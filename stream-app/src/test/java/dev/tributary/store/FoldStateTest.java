package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.Message;
import dev.tributary.codec.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fold keeps beside its rows: the log's offset, deletions by their time, places left until a commit. */
class FoldStateTest {
    private static final byte[] KEY = {0x30, 'a', 0x00};
    private static final byte[] OTHER = {0x30, 'b', 0x00};

    @TempDir
    Path dir;

    private OrderedStore store;
    private FoldState state;

    @BeforeEach
    void open() {
        store = new RocksStore(dir);
        state = new FoldState(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theOffsetIsPartOfTheBatch() {
        assertThat(state.offset()).isNull();
        put(7, KEY, live(7, List.of()));
        assertThat(state.offset()).isEqualTo(7);
        try (FoldState.Change dropped = state.change(8)) {
            dropped.put(OTHER, live(8, List.of()));
        }
        assertThat(state.offset()).isEqualTo(7);
        assertThat(state.get(OTHER)).isNull();
    }

    /** It was taken for a restored one: who waited for a copy to take in the only record of its log waited for ever. */
    @Test
    void theFirstRecordOfALogIsNotedToo() {
        put(0, KEY, live(0, List.of()));
        assertThat(state.offset()).isZero();
    }

    @Test
    void aRestoredRecordLeavesTheOffsetToTheOneWhoRestores() {
        put(7, KEY, live(7, List.of()));
        put(FoldState.RESTORED, OTHER, live(0, List.of()));
        assertThat(state.offset()).isEqualTo(7);
        state.restoredTo(300);
        assertThat(state.offset()).isEqualTo(300);
        store.close();
        store = new RocksStore(dir);
        assertThat(new FoldState(store).offset()).isEqualTo(300);
    }

    @Test
    void placesLeftAreForgottenWhenTheyAreSettledAndNotBefore() {
        byte[] @Nullable [] was = {{1}, null};
        put(7, KEY, live(7, List.<byte[] @Nullable []>of(was)));
        assertThat(stored(KEY).left()).hasSize(1);
        state.settle();
        assertThat(stored(KEY).left()).isEmpty();
        assertThat(stored(KEY).offset()).isEqualTo(7);
    }

    /** What an earlier life left open is withdrawn when the row is said again, so settling waits until then. */
    @Test
    void settlingTouchesOnlyWhatThisLifeProcessed() {
        byte[] @Nullable [] was = {{1}};
        put(7, KEY, live(7, List.<byte[] @Nullable []>of(was)));
        FoldState nextLife = new FoldState(store);
        nextLife.settle();
        assertThat(stored(KEY).left()).hasSize(1);
    }

    @Test
    void deletionsAreFoundByTheirTimeTheOldestFirstAndNeverWhenTheRowIsBack() {
        put(1, KEY, gone(1, 2_000));
        put(2, OTHER, gone(2, 1_000));
        assertThat(state.goneBefore(3_000, 10)).containsExactly(OTHER, KEY);
        assertThat(state.goneBefore(2_000, 10)).containsExactly(OTHER);
        put(3, OTHER, live(3, List.of()));
        assertThat(state.goneBefore(3_000, 10)).containsExactly(KEY);
        try (FoldState.Change change = state.change(4)) {
            change.forget(KEY, stored(KEY));
            change.apply();
        }
        assertThat(state.goneBefore(3_000, 10)).isEmpty();
        assertThat(state.get(KEY)).isNull();
    }

    private Stored stored(byte[] key) {
        return Objects.requireNonNull(state.get(key));
    }

    private void put(long offset, byte[] key, Stored row) {
        try (FoldState.Change change = state.change(offset)) {
            change.put(key, row);
            change.apply();
        }
    }

    private static Stored live(long offset, List<byte[] @Nullable []> left) {
        return new Stored(offset, 0, Message.put(List.of(new Version(1, 0, offset)), new byte[][] {{1}}), left);
    }

    private static Stored gone(long offset, long deletedAt) {
        return new Stored(offset, deletedAt, Message.gone(List.of(new Version(1, 0, offset))), List.of());
    }
}
