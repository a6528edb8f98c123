package dev.tributary.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.RateLimit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(5);
    private final Allowance allowance = new Allowance(new RateLimit(2, 3, List.of()), clock::get);

    @Test
    void aBurstThenASteadyRate() {
        assertThat(take(4)).containsExactly(0, 0, 0, 1);
        clock.addAndGet(SECOND / 2);
        assertThat(take(2)).containsExactly(0, 1);
        clock.addAndGet(SECOND);
        assertThat(take(3)).containsExactly(0, 0, 1);
        clock.addAndGet(100 * SECOND);
        assertThat(take(4)).containsExactly(0, 0, 0, 1);
    }

    private List<Integer> take(int times) {
        return java.util.stream.IntStream.range(0, times)
                .mapToObj(each -> allowance.take("ada"))
                .toList();
    }

    @Test
    void theWaitIsToldInWholeSeconds() {
        Allowance slow = new Allowance(new RateLimit(1, 1, List.of()), clock::get);
        assertThat(slow.take("ada")).isZero();
        assertThat(slow.take("ada")).isEqualTo(1);
        clock.addAndGet(SECOND - 1);
        assertThat(slow.take("ada")).isEqualTo(1);
        clock.addAndGet(1);
        assertThat(slow.take("ada")).isZero();
    }

    @Test
    void clientsDoNotCountForEachOther() {
        take(3);
        assertThat(allowance.take("bob")).isZero();
    }

    @Test
    void veryManyClientsAreForgottenTheQuietestFirst() {
        take(3);
        for (int i = 0; i < 30_000; i++) {
            allowance.take("client-" + i);
            if (i % 1_000 == 0) {
                assertThat(allowance.take("ada")).isPositive();
            }
        }
        assertThat(allowance.clients()).isEqualTo(10_000);
    }
}
