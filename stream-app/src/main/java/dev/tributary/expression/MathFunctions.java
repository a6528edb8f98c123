package dev.tributary.expression;

import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Those of CEL's math extension that make sense for exact numbers. */
final class MathFunctions {
    private MathFunctions() {}

    static Collection<CelFunctionBinding> bindings() {
        List<CelFunctionBinding> all = new ArrayList<>();
        all.addAll(rounding("math.ceil", RoundingMode.CEILING));
        all.addAll(rounding("math.floor", RoundingMode.FLOOR));
        all.addAll(rounding("math.round", RoundingMode.HALF_UP));
        all.addAll(rounding("math.trunc", RoundingMode.DOWN));
        all.addAll(CelFunctionBinding.fromOverloads(
                "math.abs",
                CelFunctionBinding.from("abs_int", Long.class, MathFunctions::abs),
                CelFunctionBinding.from("abs_decimal", BigDecimal.class, BigDecimal::abs)));
        all.addAll(CelFunctionBinding.fromOverloads(
                "math.sign",
                CelFunctionBinding.from("sign_int", Long.class, a -> (long) Long.signum(a)),
                CelFunctionBinding.from("sign_decimal", BigDecimal.class, a -> (long) a.signum())));
        all.add(CelFunctionBinding.from(Rewriter.GREATEST, List.class, list -> extreme(list, 1, "greatest")));
        all.add(CelFunctionBinding.from(Rewriter.LEAST, List.class, list -> extreme(list, -1, "least")));
        return all;
    }

    private static Collection<CelFunctionBinding> rounding(String name, RoundingMode mode) {
        String id = name.substring(name.indexOf('.') + 1);
        return CelFunctionBinding.fromOverloads(
                name,
                CelFunctionBinding.from(id + "_int", Long.class, a -> a),
                CelFunctionBinding.from(id + "_decimal", BigDecimal.class, a -> a.setScale(0, mode)));
    }

    private static long abs(long value) {
        if (value == Long.MIN_VALUE) {
            throw new Failure("integer overflow");
        }
        return Math.abs(value);
    }

    /** The number that is more than all others, or less; the first of equal ones. */
    private static Object extreme(List<?> list, int sign, String name) {
        if (list.isEmpty()) {
            throw new Failure("`math." + name + "` of nothing");
        }
        Object extreme = list.get(0);
        for (Object item : list) {
            if (Numbers.decimal(item) == null) {
                throw new Failure("`math." + name + "` expects numbers, not " + Shown.of(item));
            }
            if (Integer.signum(Ordering.compare(item, extreme, "<")) == sign) {
                extreme = item;
            }
        }
        return extreme;
    }
}
