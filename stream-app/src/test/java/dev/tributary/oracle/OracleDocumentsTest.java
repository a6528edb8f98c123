package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OracleDocumentsTest {

    @Test
    void numbersByValueMembersInAnyOrder() {
        assertThat(difference("{a: 1.50, b: [1, null], c: {}}", "{\"c\":{},\"b\":[1.0,null],\"a\":1.5}"))
                .isNull();
        assertThat(difference("{a: 9007199254740993.1}", "{\"a\":9007199254740993.2}"))
                .isEqualTo("$.a: expected 9007199254740993.1, got 9007199254740993.2");
    }

    @Test
    void namesTheFirstDifference() {
        assertThat(difference("{a: [{b: 1}, {b: 2}]}", "{\"a\":[{\"b\":2},{\"b\":1}]}"))
                .isEqualTo("$.a[0].b: expected 1, got 2");
        assertThat(difference("{a: 1}", "{\"a\":\"1\"}")).isEqualTo("$.a: expected 1, got \"1\"");
        assertThat(difference("{a: null}", "{}")).isEqualTo("$.a: expected null, got no such member");
        assertThat(difference("{}", "{\"a\":null}")).isEqualTo("$.a: expected no such member, got null");
        assertThat(difference("{a: [1]}", "{\"a\":[1,2]}")).startsWith("$.a: expected 1 items, got 2");
    }

    @Test
    void knowsMissingDocuments() {
        assertThat(Documents.difference(null, (byte[]) null)).isNull();
        assertThat(difference("{a: 1}", null)).isEqualTo("expected {a=1}, got no document");
        assertThat(Documents.difference(null, "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("expected no document, got {}");
    }

    private static @Nullable String difference(String expected, @Nullable String actual) {
        return Documents.difference(
                Yaml.map(Yaml.text(expected), "expected"),
                actual == null ? null : actual.getBytes(StandardCharsets.UTF_8));
    }
}
