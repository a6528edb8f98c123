package dev.tributary.plan;

import dev.tributary.expression.Expression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the expressions that failed, and logs the 1st, the 10th, the 100th failure of each, and so on, with the values that
 * it looked at: every row may fail, and a log of them all would help nobody. Thread-safe.
 */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int MOST_CHARS = 80;
    private static final Map<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();

    private Failures() {}

    /** The value of an expression; what fails is null, and counted. */
    static byte @Nullable [] evaluate(Expression expression, byte[] @Nullable [] values) {
        Expression.Outcome outcome = expression.evaluate(values);
        if (outcome.failure() != null) {
            long count = COUNTS.computeIfAbsent(expression.text(), text -> new AtomicLong())
                    .incrementAndGet();
            if (isPowerOfTen(count)) {
                LOG.warn(
                        "`{}` has failed {} times; now: {}, with {}",
                        expression.text(),
                        count,
                        outcome.failure(),
                        inputs(expression, values));
            }
        }
        return outcome.json();
    }

    /** Whether it is true; not when it fails. */
    static boolean holds(Expression expression, byte[] @Nullable [] values) {
        byte[] json = evaluate(expression, values);
        return json != null && json.length == 4 && json[0] == 't';
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }

    private static String inputs(Expression expression, byte[] @Nullable [] values) {
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Expression.Input input = expression.inputs().get(i);
            byte[] json = values[i];
            String value = json == null ? "null" : new String(json, StandardCharsets.UTF_8);
            String shown = value.length() > MOST_CHARS ? value.substring(0, MOST_CHARS) + "…" : value;
            inputs.add(input.name() + input.member().map(member -> "." + member).orElse("") + " = " + shown);
        }
        return inputs.isEmpty() ? "no inputs" : String.join(", ", inputs);
    }

    /** How often expressions failed in this process, by their text. */
    public static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        COUNTS.forEach((text, count) -> counts.put(text, count.get()));
        return counts;
    }
}
