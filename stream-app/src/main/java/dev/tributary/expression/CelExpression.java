package dev.tributary.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expression that CEL evaluates. */
final class CelExpression implements Expression {
    private final String text;
    private final List<Input> inputs;
    private final boolean[] timestamps;
    private final List<Object> constants;
    private final Map<String, Integer> slots;
    private final CelRuntime.Program program;

    CelExpression(String text, Inputs inputs, CelRuntime.Program program) {
        this.text = text;
        this.inputs = inputs.names();
        this.constants = inputs.constants();
        this.slots = inputs.slots();
        this.program = program;
        this.timestamps = new boolean[this.inputs.size()];
        for (int i = 0; i < timestamps.length; i++) {
            timestamps[i] = inputs.isTimestamp(this.inputs.get(i));
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public Outcome evaluate(byte[] @Nullable [] values) {
        try {
            byte[] json = JsonWriter.write(program.eval(new Values(values)));
            return json == null ? Outcome.NULL : new Outcome(json, null);
        } catch (CelEvaluationException | RuntimeException e) {
            return Outcome.failed(Failures.text(e));
        } catch (StackOverflowError e) {
            return Outcome.failed("it nests too deep");
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** The values of one evaluation: each is parsed when it is first needed, and only then. */
    private final class Values implements CelVariableResolver {
        private final byte[] @Nullable [] json;
        private final @Nullable Object[] read;

        Values(byte[] @Nullable [] json) {
            this.json = json;
            this.read = new Object[json.length];
        }

        @Override
        public Optional<Object> find(String name) {
            Integer slot = slots.get(name);
            if (slot == null) {
                return Optional.empty();
            }
            return Optional.of(slot < 0 ? constants.get(-1 - slot) : input(slot));
        }

        private Object input(int slot) {
            Object value = read[slot];
            if (value == null) {
                value = JsonReader.read(json[slot]);
                if (timestamps[slot] && value instanceof String iso) {
                    value = timestamp(iso);
                }
                read[slot] = value;
            }
            return value;
        }
    }

    private static Instant timestamp(String iso) {
        try {
            return iso.endsWith("Z")
                    ? Instant.parse(iso)
                    : OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException e) {
            throw new Failure(Shown.of(iso) + " is no timestamp");
        }
    }
}
