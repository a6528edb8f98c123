package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class YamlTest {
    private final Problems problems = new Problems();

    @Test
    void resolvesScalarsByTheCoreSchema() {
        Sequence list = (Sequence) parse("[1, 0x1F, 0o17, -2.50, true, FALSE, null, ~, yes, '1', !!str 7, 2024-01-01]");
        assertThat(list.items().stream().map(node -> ((Scalar) node).value()))
                .containsExactly(
                        BigInteger.ONE,
                        BigInteger.valueOf(31),
                        BigInteger.valueOf(15),
                        new BigDecimal("-2.50"),
                        true,
                        false,
                        null,
                        null,
                        "yes",
                        "1",
                        "7",
                        "2024-01-01");
        assertThat(((Scalar) parse(".inf")).value()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void knowsWhereThingsAre() {
        Mapping root = (Mapping) parse("a: 1\nbé: [x, \"𝄞 y\"]\n");
        Entry second = root.entries().get(1);
        assertThat(second.key().place()).isEqualTo(new Place("f.yaml", 2, 1, 2, "bé: [x, \"𝄞 y\"]"));
        assertThat(second.value().place()).isEqualTo(new Place("f.yaml", 2, 5, 10, "bé: [x, \"𝄞 y\"]"));
        Scalar quoted = (Scalar) ((Sequence) second.value()).items().get(1);
        assertThat(quoted.place()).isEqualTo(new Place("f.yaml", 2, 9, 5, "bé: [x, \"𝄞 y\"]"));
        assertThat(quoted.part(3, 1).column()).isEqualTo(12);
    }

    @Test
    void aPartOfWhatIsWrittenDifferentlyIsTheWhole() {
        Scalar escaped = (Scalar) parse("\"a\\tb\"");
        assertThat(escaped.text()).isEqualTo("a\tb");
        assertThat(escaped.part(2, 1)).isEqualTo(escaped.place());
    }

    @Test
    void aliasesAreTheirAnchors() {
        Mapping root = (Mapping) parse("{a: &x [1], b: *x}");
        assertThat(root.entries().get(1).value())
                .isEqualTo(root.entries().get(0).value());
        assertThat(problems.warningsOrThrow()).isEmpty();
    }

    @Test
    void anAnchorInItselfEnds() {
        parse("&a {b: *a}");
        assertThat(codes()).containsExactly("yaml-syntax");
    }

    @Test
    void interpolationGivesTypedValues() {
        Sequence list = (Sequence) new Yaml(Map.of("N", "5"), problems)
                .parse(
                        "f.yaml",
                        "- ${env:N}\n- '${env:N}'\n- '${env:N}0'\n- ${env:N}0\n- \"${env:M:a:b}\"\n- '${env:M:}'\n")
                .orElseThrow();
        assertThat(list.items().stream().map(node -> ((Scalar) node).value()))
                .containsExactly(BigInteger.valueOf(5), BigInteger.valueOf(5), "50", BigInteger.valueOf(50), "a:b", "");
    }

    @Test
    void caretsStandBelowTabs() {
        Scalar value = (Scalar) ((Mapping) parse("a:\t\tx")).entries().get(0).value();
        assertThat(value.place().render("here")).isEqualTo(" --> f.yaml:1:5\n1 | a:\t\tx\n  |   \t\t^ here");
    }

    @Test
    void anEmptyFileIsNothingAndAByteOrderMarkIsNoText() {
        assertThat(parse("# only a comment").kind()).isEqualTo("nothing");
        assertThat(parse("\uFEFFa: 1").kind()).isEqualTo("a mapping");
    }

    @Test
    void syntaxErrorsAreProblems() {
        for (String wrong : List.of("a: [1", "a: b: c", "\t- a", "a\n---\nb", "{[a]: b}", "\u0001", "*x")) {
            Problems found = new Problems();
            new Yaml(Map.of(), found).parse("f.yaml", wrong);
            assertThat(assertThrows(InvalidInput.class, found::warningsOrThrow).problems())
                    .as(wrong)
                    .hasSize(1);
        }
    }

    @Test
    void unquotedReferencesInBracesAreExplained() {
        new Yaml(Map.of(), problems).parse("f.yaml", "{a: ${env:X}}");
        assertThat(assertThrows(InvalidInput.class, problems::warningsOrThrow))
                .hasMessageEndingWith("^ put quotes around `${…}`");
    }

    private Node parse(String text) {
        return new Yaml(Map.of(), problems).parse("f.yaml", text).orElseThrow();
    }

    private List<String> codes() {
        return assertThrows(InvalidInput.class, problems::warningsOrThrow).problems().stream()
                .map(Problem::code)
                .toList();
    }
}
