package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Condition.And;
import dev.tributary.view.Condition.Compare;
import dev.tributary.view.Condition.Not;
import dev.tributary.view.Condition.Operator;
import dev.tributary.view.Condition.Or;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConditionParserTest {
    @Test
    void comparesWithEveryKindOfLiteral() {
        assertThat(parse("a == null")).isEqualTo(compare("a", Operator.EQ, null));
        assertThat(parse("a != true")).isEqualTo(compare("a", Operator.NE, true));
        assertThat(parse("a<-1.50")).isEqualTo(compare("a", Operator.LT, new BigDecimal("-1.50")));
        assertThat(parse("a <= 1e3")).isEqualTo(compare("a", Operator.LE, new BigDecimal("1E+3")));
        assertThat(parse("a > 'it\\'s'")).isEqualTo(compare("a", Operator.GT, "it's"));
        assertThat(parse("row.a >= \"\"")).isEqualTo(compare("a", Operator.GE, ""));
    }

    @Test
    void andBindsTighterThanOrAndNotTighterThanBoth() {
        Compare a = compare("a", Operator.EQ, true);
        Compare b = compare("b", Operator.EQ, true);
        Compare c = compare("c", Operator.EQ, true);
        assertThat(parse("a == true || b == true && !(c == true)"))
                .isEqualTo(new Or(List.of(a, new And(List.of(b, new Not(c))))));
        assertThat(parse("(a == true || b == true) && c == true"))
                .isEqualTo(new And(List.of(new Or(List.of(a, b)), c)));
        assertThat(parse("a == true && b == true && c == true")).isEqualTo(new And(List.of(a, b, c)));
        assertThat(parse("!!(a == true)")).isEqualTo(new Not(new Not(a)));
    }

    @Test
    void aLongTextDoesNotExhaustTheStack() {
        String text = "x".repeat(100_000);
        assertThat(parse("a == '" + text + "'")).isEqualTo(compare("a", Operator.EQ, text));
    }

    private static Compare compare(String column, Operator operator, @Nullable Object literal) {
        return new Compare(column, operator, literal);
    }

    /** As a block, so that nothing needs escaping. */
    private static Condition parse(String where) {
        String file =
                "sources: {s: {topic: t, key: k}}\nviews:\n  v:\n    from: s\n    where: |-\n      " + where + "\n";
        return ViewFiles.parse(Map.of("f.yaml", file))
                .model()
                .views()
                .values()
                .iterator()
                .next()
                .where()
                .orElseThrow();
    }
}
