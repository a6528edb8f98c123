package dev.tributary.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Just a name: its value goes through as it is. */
record NamedExpression(String text, Input input) implements Expression {
    @Override
    public List<Input> inputs() {
        return List.of(input);
    }

    @Override
    public Outcome evaluate(byte[] @Nullable [] values) {
        byte[] json = values[0];
        // of all compact JSON values only `null` begins with an n
        return json == null || json.length == 0 || json[0] == 'n' ? Outcome.NULL : new Outcome(json, null);
    }

    @Override
    public String toString() {
        return text;
    }
}
