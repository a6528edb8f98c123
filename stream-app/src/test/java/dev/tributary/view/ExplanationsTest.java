package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExplanationsTest {
    @Test
    void anExplanationIsAParagraphWithItsExample() {
        assertThat(Explanations.of("unknown-kind")).hasValue("""
                unknown-kind

                A source has `rows` or `events`.

                    wrong   kind: event
                    right   kind: events
                """);
    }

    @Test
    void theLastOneEndsWithThePage() {
        String last = Explanations.codes().get(Explanations.codes().size() - 1);
        assertThat(last).isEqualTo("yaml-syntax");
        assertThat(Explanations.of(last).orElseThrow()).endsWith("right   users: {topic: users, key: id}\n");
    }

    @Test
    void aHeadingOfTheReferenceIsNoCode() {
        assertThat(Explanations.of("where of a view")).isEmpty();
        assertThat(Explanations.of("column")).isEmpty();
    }
}
