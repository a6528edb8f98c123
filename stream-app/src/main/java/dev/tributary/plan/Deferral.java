package dev.tributary.plan;

import dev.tributary.codec.RowReader;
import dev.tributary.expression.Expression;
import dev.tributary.store.Deferred;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** An expression some of whose inputs are known only when the document is read. */
record Deferral(Expression expression, List<Input> inputs) implements Deferred {

    /** Where an input comes from. */
    sealed interface Input {
        /** The row had it, by index. */
        record Captured(int index) implements Input {}

        /** A member of the object, by the number under which it is kept. */
        record Kept(int number) implements Input {}

        /** One of several members that are kept together. */
        record KeptField(int number, RowReader reader) implements Input {
            byte @Nullable [] in(byte @Nullable [] members) {
                if (members == null) {
                    return null;
                }
                byte[] object = new byte[members.length + 2];
                object[0] = '{';
                System.arraycopy(members, 0, object, 1, members.length);
                object[object.length - 1] = '}';
                return reader.read(object).column(0);
            }
        }

        /** A total of the row. */
        record Total(int slot) implements Input {}
    }

    @Override
    public byte @Nullable [] value(
            byte[] @Nullable [] captured, IntFunction<byte @Nullable []> kept, IntFunction<byte[]> totals) {
        byte[] @Nullable [] values = new byte[inputs.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = orNull(value(inputs.get(i), captured, kept, totals));
        }
        return Failures.evaluate(expression, values);
    }

    private static byte @Nullable [] value(
            Input input,
            byte[] @Nullable [] captured,
            IntFunction<byte @Nullable []> kept,
            IntFunction<byte[]> totals) {
        if (input instanceof Input.Captured row) {
            return captured[row.index()];
        }
        if (input instanceof Input.KeptField field) {
            return field.in(kept.apply(field.number()));
        }
        return input instanceof Input.Kept member
                ? kept.apply(member.number())
                : totals.apply(((Input.Total) input).slot());
    }

    private static byte @Nullable [] orNull(byte @Nullable [] json) {
        return json == null || json[0] == 'n' ? null : json;
    }
}
