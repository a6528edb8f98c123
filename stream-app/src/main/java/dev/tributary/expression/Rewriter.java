package dev.tributary.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.types.CelType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of the tree that was written the one that is evaluated: names become inputs, fractions become decimals, selections
 * become calls that know null. Function calls are {@link Calls}' part.
 */
final class Rewriter {
    static final String FIELD = "@field";
    static final String HAS = "@has";
    static final String PRESENT = "@present";
    static final String MATCHES = "@matches";
    static final String FORMAT = "@format";
    static final String GREATEST = "@greatest";
    static final String LEAST = "@least";
    static final String VALUE = "@value";

    private static final Pattern FRACTION = Pattern.compile("(-?)\\s*(\\d*\\.?\\d+(?:[eE][-+]?\\d+)?)");
    /** Beyond the ids that the parser gives. */
    private static final long FIRST_ID = 1L << 32;

    private final Report report;
    private final Names names;
    private final Inputs inputs;
    private final CelSource parsed;
    private final CelSource.Builder source;
    private final Calls calls;
    /** Variables of the comprehensions around; an inner one may have an outer one's name. */
    private final Deque<String> variables = new ArrayDeque<>();

    private long nextId = FIRST_ID;

    Rewriter(Report report, Names names, Inputs inputs, CelSource parsed) {
        this.report = report;
        this.names = names;
        this.inputs = inputs;
        this.parsed = parsed;
        this.source = parsed.toBuilder();
        this.calls = new Calls(this, report, names);
    }

    /** The source with the places of all nodes. */
    CelSource source() {
        return source.build();
    }

    CelExpr rewrite(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> ident(expr);
            case SELECT -> select(expr, expr.select());
            case CALL -> calls.rewrite(expr, expr.call());
            case LIST -> CelExpr.ofList(expr.id(), values(expr.list().elements()), ImmutableList.of());
            case MAP -> map(expr);
            case COMPREHENSION -> comprehension(expr, expr.comprehension());
            case STRUCT -> struct(expr);
            case NOT_SET -> expr;
        };
    }

    ImmutableList<CelExpr> values(ImmutableList<CelExpr> exprs) {
        return exprs.stream().map(this::value).collect(ImmutableList.toImmutableList());
    }

    /**
     * For where an error must not pass as a value. CEL hands the error of a logical operator up as an object, and but for
     * other logical operators nobody looks whether what came is one: it would be unequal to true.
     */
    CelExpr value(CelExpr expr) {
        CelExpr rewritten = rewrite(expr);
        return mayBeError(rewritten) ? call(id(expr), VALUE, rewritten) : rewritten;
    }

    private static boolean mayBeError(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CALL ->
                switch (expr.call().function()) {
                    case "_&&_", "_||_" -> true;
                    case "_?_:_" ->
                        mayBeError(expr.call().args().get(1))
                                || mayBeError(expr.call().args().get(2));
                    default -> false;
                };
            // of the loops, these are `all` and `exists`
            case COMPREHENSION ->
                expr.comprehension().accuInit().constantOrDefault().getKind() == CelConstant.Kind.BOOLEAN_VALUE;
            default -> false;
        };
    }

    private CelExpr constant(CelExpr expr) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case DOUBLE_VALUE -> constant(expr, fraction(expr), Declarations.DECIMAL);
            case UINT64_VALUE -> unsigned(expr, constant.uint64Value());
            default -> expr;
        };
    }

    /** There are no unsigned integers here: they are numbers like others. */
    private CelExpr unsigned(CelExpr expr, UnsignedLong value) {
        BigInteger integer = value.bigIntegerValue();
        return integer.bitLength() < Long.SIZE
                ? CelExpr.ofConstant(expr.id(), CelConstant.ofValue(integer.longValue()))
                : constant(expr, new BigDecimal(integer), Declarations.DECIMAL);
    }

    /** A fraction in the digits in which it was written: as a double it would be another one. */
    private BigDecimal fraction(CelExpr expr) {
        Matcher written = FRACTION.matcher(report.rest(offset(expr)));
        BigDecimal size = written.lookingAt()
                ? new BigDecimal(written.group(2))
                : BigDecimal.valueOf(Math.abs(expr.constant().doubleValue()));
        return expr.constant().doubleValue() < 0 ? size.negate() : size;
    }

    private CelExpr ident(CelExpr expr) {
        return isVariable(expr.ident().name())
                ? expr
                : CelExpr.ofIdent(expr.id(), names.plain(name(expr).orElseThrow(), offset(expr)));
    }

    private CelExpr select(CelExpr expr, CelSelect select) {
        Optional<String> row = row(select.operand());
        if (row.isPresent()) {
            CelExpr member = CelExpr.ofIdent(expr.id(), names.member(row.get(), select.field(), field(select)));
            return select.testOnly() ? call(id(expr), PRESENT, member) : member;
        }
        CelExpr field = CelExpr.ofConstant(id(expr), CelConstant.ofValue(select.field()));
        return call(expr.id(), select.testOnly() ? HAS : FIELD, value(select.operand()), field);
    }

    /** Where the field's name is; the selection's own offset is the dot's, or of {@code has} the parenthesis'. */
    private int field(CelSelect select) {
        int row = offset(select.operand());
        int dot = report.skipBlanks(row + report.token(row).length());
        return report.skipBlanks(dot + 1);
    }

    /** The name of the row that this is; empty when it is none. */
    Optional<String> row(CelExpr expr) {
        return name(expr).filter(name -> !isVariable(expr.ident().name()) && names.isRow(name));
    }

    /** A variable hides the name, unless that begins with a dot. */
    private boolean isVariable(String written) {
        return variables.contains(written);
    }

    /** A plain name that means nothing here, so that it may be the beginning of a function's name. */
    boolean isFree(String name) {
        return !variables.contains(name) && !names.isKnown(name);
    }

    private static Optional<String> name(CelExpr expr) {
        if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return Optional.empty();
        }
        String name = expr.ident().name();
        return Optional.of(name.startsWith(".") ? name.substring(1) : name);
    }

    private CelExpr map(CelExpr expr) {
        ImmutableList<CelMap.Entry> entries = expr.map().entries().stream()
                .map(e -> e.toBuilder()
                        .setKey(value(e.key()))
                        .setValue(value(e.value()))
                        .build())
                .collect(ImmutableList.toImmutableList());
        return CelExpr.ofMap(expr.id(), entries);
    }

    private CelExpr struct(CelExpr expr) {
        String hint = "an object is written `{'name': value}`";
        report.error("expression-syntax", offset(expr), "`" + report.what() + "`: there are no messages here", hint);
        return expr;
    }

    private CelExpr comprehension(CelExpr expr, CelComprehension loop) {
        CelExpr range = value(loop.iterRange());
        CelExpr init = rewrite(loop.accuInit());
        variables.push(loop.accuVar());
        variables.push(loop.iterVar());
        CelExpr condition = rewrite(loop.loopCondition());
        CelExpr step = rewrite(loop.loopStep());
        variables.pop();
        CelExpr result = rewrite(loop.result());
        variables.pop();
        CelComprehension rewritten = loop.toBuilder()
                .setIterRange(range)
                .setAccuInit(init)
                .setLoopCondition(condition)
                .setLoopStep(step)
                .setResult(result)
                .build();
        return expr.toBuilder().setComprehension(rewritten).build();
    }

    /** A value that CEL has no literal for. */
    CelExpr constant(CelExpr at, Object value, CelType type) {
        return CelExpr.ofIdent(id(at), inputs.constant(value, type));
    }

    CelExpr call(long id, String function, CelExpr... arguments) {
        return CelExpr.ofCall(id, Optional.empty(), function, ImmutableList.copyOf(arguments));
    }

    /** The id of another node at the same place. */
    long id(CelExpr at) {
        long id = nextId++;
        source.addPositions(id, offset(at));
        return id;
    }

    /** Where it was written, in code points. */
    int offset(CelExpr expr) {
        Map<Long, Integer> positions = parsed.getPositionsMap();
        return positions.getOrDefault(expr.id(), 0);
    }
}
