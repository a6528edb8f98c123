package dev.tributary.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** CEL as we use it: parser, checker and runtime. */
final class Language {
    /** How many steps all comprehensions of one evaluation may take together. */
    static final int MAX_ITERATIONS = 10_000;
    /** How long a text may be, in characters. */
    static final int MAX_LENGTH = 100_000;
    /** How large macros may make an expression. */
    private static final int MAX_NODES = 20_000;

    private static final Set<CelStringExtensions.Function> STRINGS =
            EnumSet.complementOf(EnumSet.of(CelStringExtensions.Function.JOIN));

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseExpressionNodeCount(MAX_NODES)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(Declarations.standard())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings(STRINGS))
            .addFunctionDeclarations(Declarations.ours())
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardFunctions(Library.standard())
            .addLibraries(CelExtensions.strings(STRINGS))
            .addFunctionBindings(Library.ours())
            .build();

    private Language() {}

    static CelValidationResult parse(String text) {
        return COMPILER.parse(text);
    }

    /** Finds what can mean nothing, whatever the names stand for. */
    static CelValidationResult check(CelExpr expression, CelSource source, List<CelVarDecl> names) {
        return COMPILER.toCompilerBuilder()
                .addVarDeclarations(names)
                .build()
                .check(CelAbstractSyntaxTree.newParsedAst(expression, source));
    }

    /** Ready to evaluate. The tree is an unchecked one: so calls find their overload by the values they get. */
    static CelRuntime.Program plan(CelExpr expression, CelSource source) throws CelEvaluationException {
        return RUNTIME.createProgram(CelAbstractSyntaxTree.newParsedAst(expression, source));
    }
}
