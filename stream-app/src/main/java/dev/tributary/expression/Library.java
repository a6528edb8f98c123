package dev.tributary.expression;

import com.google.common.collect.ImmutableList;
import com.google.re2j.Pattern;
import dev.cel.common.values.ErrorValue;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What functions do: CEL's own, except those that must know exact numbers and null, which are here. */
final class Library {
    private Library() {}

    static CelStandardFunctions standard() {
        return CelStandardFunctions.newBuilder()
                .excludeFunctions(
                        StandardFunction.EQUALS,
                        StandardFunction.NOT_EQUALS,
                        StandardFunction.IN,
                        StandardFunction.INDEX,
                        StandardFunction.LESS,
                        StandardFunction.LESS_EQUALS,
                        StandardFunction.GREATER,
                        StandardFunction.GREATER_EQUALS,
                        StandardFunction.DOUBLE,
                        StandardFunction.UINT)
                .build();
    }

    static Collection<CelFunctionBinding> ours() {
        List<CelFunctionBinding> all = new ArrayList<>();
        all.add(binary("_==_", Equality::equal));
        all.add(binary("_!=_", (a, b) -> !Equality.equal(a, b)));
        all.add(binary("@in", Equality::in));
        all.add(binary("_<_", (a, b) -> Ordering.compare(a, b, "<") < 0));
        all.add(binary("_<=_", (a, b) -> Ordering.compare(a, b, "<=") <= 0));
        all.add(binary("_>_", (a, b) -> Ordering.compare(a, b, ">") > 0));
        all.add(binary("_>=_", (a, b) -> Ordering.compare(a, b, ">=") >= 0));
        all.addAll(arithmetic("_+_", Numbers::add));
        all.addAll(arithmetic("_-_", Numbers::subtract));
        all.addAll(arithmetic("_*_", Numbers::multiply));
        all.addAll(arithmetic("_/_", Numbers::divide));
        all.addAll(modulo());
        all.addAll(unaryMinus());
        all.addAll(access());
        all.addAll(conversions());
        all.addAll(texts());
        all.addAll(MathFunctions.bindings());
        all.add(new Coalesce());
        return all;
    }

    /** Two numbers, of which one at least is a decimal. */
    private interface Operation {
        BigDecimal apply(BigDecimal a, BigDecimal b);
    }

    /** They come after CEL's own of the same operator; the last tells what nobody could do anything with. */
    @SuppressWarnings("Immutable") // the operations are method references
    private static Collection<CelFunctionBinding> arithmetic(String operator, Operation operation) {
        String sign = operator.substring(1, 2);
        return CelFunctionBinding.fromOverloads(
                operator,
                CelFunctionBinding.from(operator + "_decimal", BigDecimal.class, BigDecimal.class, operation::apply),
                CelFunctionBinding.from(
                        operator + "_decimal_int",
                        BigDecimal.class,
                        Long.class,
                        (a, b) -> operation.apply(a, BigDecimal.valueOf(b))),
                CelFunctionBinding.from(
                        operator + "_int_decimal",
                        Long.class,
                        BigDecimal.class,
                        (a, b) -> operation.apply(BigDecimal.valueOf(a), b)),
                CelFunctionBinding.from(operator + "_any", Object.class, Object.class, (a, b) -> {
                    throw new Failure("`" + sign + "` does not go with " + Shown.of(a) + " and " + Shown.of(b));
                }));
    }

    private static Collection<CelFunctionBinding> modulo() {
        return CelFunctionBinding.fromOverloads(
                "_%_",
                CelFunctionBinding.from("modulo_decimal", BigDecimal.class, Object.class, Library::noModulo),
                CelFunctionBinding.from("modulo_any", Object.class, Object.class, Library::noModulo));
    }

    private static Object noModulo(Object a, Object b) {
        throw new Failure("`%` is for integers, not for " + Shown.of(a) + " and " + Shown.of(b));
    }

    private static Collection<CelFunctionBinding> unaryMinus() {
        return CelFunctionBinding.fromOverloads(
                "-_",
                CelFunctionBinding.from("negate_decimal", BigDecimal.class, BigDecimal::negate),
                CelFunctionBinding.from("negate_any", Object.class, a -> {
                    throw new Failure("`-` does not go with " + Shown.of(a));
                }));
    }

    private static Collection<CelFunctionBinding> access() {
        return List.of(
                binary("_[_]", Access::index),
                CelFunctionBinding.from(Rewriter.FIELD, Object.class, String.class, Access::field),
                CelFunctionBinding.from(Rewriter.HAS, Object.class, String.class, Access::has),
                CelFunctionBinding.from(Rewriter.VALUE, Object.class, Library::value),
                CelFunctionBinding.from(Rewriter.PRESENT, Object.class, a -> !(a instanceof NullValue)));
    }

    private static Collection<CelFunctionBinding> conversions() {
        List<CelFunctionBinding> all = new ArrayList<>();
        for (String name : List.of("double", "decimal")) {
            all.addAll(CelFunctionBinding.fromOverloads(
                    name,
                    CelFunctionBinding.from("string_to_" + name, String.class, Numbers::parse),
                    CelFunctionBinding.from("int_to_" + name, Long.class, BigDecimal::valueOf),
                    CelFunctionBinding.from("number_to_" + name, BigDecimal.class, a -> a)));
        }
        all.addAll(CelFunctionBinding.fromOverloads(
                "int",
                CelFunctionBinding.from("decimal_to_int", BigDecimal.class, Numbers::integer),
                CelFunctionBinding.from("any_to_int", Object.class, a -> {
                    throw new Failure("`int` does not go with " + Shown.of(a));
                })));
        all.addAll(CelFunctionBinding.fromOverloads(
                "string",
                CelFunctionBinding.from("decimal_to_string", BigDecimal.class, Numbers::plain),
                CelFunctionBinding.from("any_to_string", Object.class, a -> {
                    throw new Failure("`string` does not go with " + Shown.of(a));
                })));
        return all;
    }

    private static Collection<CelFunctionBinding> texts() {
        List<CelFunctionBinding> all = new ArrayList<>(CelFunctionBinding.fromOverloads(
                "join",
                CelFunctionBinding.from("list_join", List.class, list -> Texts.join(list, "")),
                CelFunctionBinding.from("list_join_string", List.class, String.class, Texts::join)));
        all.add(CelFunctionBinding.from(
                Rewriter.MATCHES,
                String.class,
                Pattern.class,
                (text, pattern) -> pattern.matcher(text).find()));
        all.add(CelFunctionBinding.from(Rewriter.FORMAT, Object.class, DateTimeFormatter.class, Texts::format));
        all.add(CelFunctionBinding.from(
                "format",
                ImmutableList.of(Object.class, String.class, String.class),
                a -> Texts.format(a[0], Texts.formatter((String) a[1], (String) a[2]))));
        return all;
    }

    private static CelFunctionBinding binary(String name, CelFunctionOverload.Binary<Object, Object> body) {
        return CelFunctionBinding.from(name, Object.class, Object.class, body);
    }

    private static Object value(Object value) {
        if (value instanceof ErrorValue error) {
            throw new Failure(Failures.text(error.value()));
        }
        return value;
    }

    /** The first of two that is there; the only function of ours that goes on when an argument fails. */
    @SuppressWarnings("Immutable") // it has no state
    private record Coalesce() implements CelFunctionBinding {
        @Override
        public String getOverloadId() {
            return "coalesce";
        }

        @Override
        public ImmutableList<Class<?>> getArgTypes() {
            return ImmutableList.of(Object.class, Object.class);
        }

        @Override
        public CelFunctionOverload getDefinition() {
            return a -> value(a[0] instanceof ErrorValue || a[0] instanceof NullValue ? a[1] : a[0]);
        }

        @Override
        public boolean isStrict() {
            return false;
        }
    }
}
