package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionsTest {
    private static final byte[] KEY = "a".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "b".getBytes(StandardCharsets.UTF_8);

    private final Revisions revisions = new Revisions();

    @Test
    void aRevisionIsTheSameUntilItsKeyIsChanged() {
        Optional<Revisions.Revision> before = revisions.of(KEY);
        revisions.change(OTHER, () -> {});
        assertThat(revisions.of(KEY)).isPresent().isEqualTo(before);
        revisions.change(KEY, () -> {});
        assertThat(revisions.of(KEY)).isPresent().isNotEqualTo(before);
    }

    @Test
    void thereIsNoneWhileTheKeyIsBeingChanged() {
        revisions.change(KEY, () -> {
            assertThat(revisions.of(KEY)).isEmpty();
            assertThat(revisions.of(OTHER)).isPresent();
        });
    }

    @Test
    void aChangeThatFailedCountsToo() {
        Optional<Revisions.Revision> before = revisions.of(KEY);
        assertThatThrownBy(() -> revisions.change(KEY, () -> {
                    throw new StoreException("no room", new IllegalStateException());
                }))
                .isInstanceOf(StoreException.class);
        assertThat(revisions.of(KEY)).isPresent().isNotEqualTo(before);
    }

    @Test
    void thoseOfAnotherStoreAreOthers() {
        assertThat(new Revisions().of(KEY)).isNotEqualTo(revisions.of(KEY));
    }
}
