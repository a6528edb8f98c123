package dev.tributary.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelEvaluationException;
import java.util.Optional;

/** The way of one text to an expression: parse, give names their meaning, check, plan. */
final class Compilation {
    private final Report report;
    private final Scope scope;

    Compilation(Report report, Scope scope) {
        this.report = report;
        this.scope = scope;
    }

    Optional<Expression> compile() {
        CelValidationResult parsed = Language.parse(report.text());
        if (parsed.hasError()) {
            new Syntax(report, scope).tell(parsed.getErrors());
            return Optional.empty();
        }
        CelAbstractSyntaxTree tree = tree(parsed);
        Inputs inputs = new Inputs(scope);
        Rewriter rewriter = new Rewriter(report, new Names(report, scope, inputs), inputs, tree.getSource());
        CelExpr rewritten = rewriter.rewrite(tree.getExpr());
        if (!report.failed()) {
            check(rewritten, rewriter, inputs);
        }
        return report.failed() ? Optional.empty() : Optional.of(expression(rewritten, rewriter, inputs));
    }

    private void check(CelExpr rewritten, Rewriter rewriter, Inputs inputs) {
        CelValidationResult checked = Language.check(rewritten, rewriter.source(), inputs.declarations());
        Mismatch mismatch = new Mismatch(report, rewriter.source());
        if (checked.hasError()) {
            mismatch.tell(checked.getErrors());
            return;
        }
        mismatch.tellUnequal(tree(checked));
        if (report.what().equals("where")
                && isNoBoolean(tree(checked).getResultType().kind())) {
            String hint = "compare something: `status != 'closed'`";
            report.error("not-boolean", 0, "`where` is never true or false", hint);
        }
    }

    private static boolean isNoBoolean(CelKind kind) {
        return kind != CelKind.BOOL && kind != CelKind.DYN && kind != CelKind.ANY;
    }

    private Expression expression(CelExpr rewritten, Rewriter rewriter, Inputs inputs) {
        if (rewritten.exprKind().getKind() == ExprKind.Kind.IDENT
                && inputs.names().size() == 1) {
            return new NamedExpression(report.text(), inputs.names().get(0));
        }
        try {
            return new CelExpression(report.text(), inputs, Language.plan(rewritten, rewriter.source()));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("CEL refuses what it has checked: " + report.text(), e);
        }
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException(e);
        }
    }
}
