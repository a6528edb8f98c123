package dev.tributary.expression;

import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.config.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Expressions on short ways, for tests. */
final class TestExpression {
    private TestExpression() {}

    static Expression compile(String text) {
        return compile(text, TestScope.open());
    }

    static Expression compile(String text, Scope scope) {
        Problems problems = new Problems();
        Optional<Expression> compiled = Expressions.compile(scalar(text), "expr", scope, problems);
        problems.warningsOrThrow();
        return compiled.orElseThrow();
    }

    /** The value of the only key of a YAML file. */
    static Scalar yaml(String file) {
        Problems problems = new Problems();
        Mapping root =
                (Mapping) new Yaml(Map.of(), problems).parse("v.yaml", file).orElseThrow();
        problems.warningsOrThrow();
        return (Scalar) root.entries().get(0).value();
    }

    /** As a block, so that nothing needs escaping. */
    static Scalar scalar(String text) {
        return yaml("expr: |-\n  " + text.replace("\n", "\n  ") + "\n");
    }

    /** The result as JSON, or `failed: …`; values by the names of the inputs, those that are missing are null. */
    static String evaluate(String text, Map<String, String> values) {
        return evaluate(compile(text), values);
    }

    static String evaluate(Expression expression, Map<String, String> values) {
        Expression.Outcome outcome = expression.evaluate(values(expression, values));
        if (outcome.failure() != null) {
            return "failed: " + outcome.failure();
        }
        return outcome.json() == null ? "null" : new String(outcome.json(), StandardCharsets.UTF_8);
    }

    static byte[] @Nullable [] values(Expression expression, Map<String, String> values) {
        byte[] @Nullable [] json = new byte[expression.inputs().size()][];
        for (int i = 0; i < json.length; i++) {
            Expression.Input input = expression.inputs().get(i);
            String name = input.name() + input.member().map(m -> "." + m).orElse("");
            String value = values.get(name);
            json[i] = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        }
        return json;
    }
}
