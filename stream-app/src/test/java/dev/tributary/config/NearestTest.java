package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "a,a,0",
        "abc,abd,1",
        "abc,acb,1",
        "custmer_id,customer_id,1",
        "ABC,abc,0",
        "kitten,sitting,3",
        "'',ab,2"
    })
    void countsMistakes(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void shortNamesAreNotNearToEverything() {
        assertThat(Nearest.to("id", List.of("at", "qty"))).isEmpty();
        assertThat(Nearest.to("qyt", List.of("at", "qty"))).hasValue("qty");
        assertThat(Nearest.to("x", List.of("y"))).isEmpty();
    }

    @Test
    void hintsSuggestOrList() {
        assertThat(Nearest.hint("ordrs", List.of("users", "orders"), "there are"))
                .isEqualTo("did you mean `orders`?");
        assertThat(Nearest.hint("things", List.of("users", "orders"), "there are"))
                .isEqualTo("there are `users`, `orders`");
        assertThat(Nearest.hint("things", List.of(), "there are")).isEmpty();
    }
}
