package dev.tributary.expression;

import dev.tributary.config.Nearest;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Gives names their meaning, and tells those that have none. */
final class Names {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Report report;
    private final Scope scope;
    private final Inputs inputs;
    /** Up to here all has been told. */
    private int told;

    Names(Report report, Scope scope, Inputs inputs) {
        this.report = report;
        this.scope = scope;
        this.inputs = inputs;
    }

    boolean isRow(String name) {
        return scope.kind(name).orElse(Scope.Kind.VALUE) == Scope.Kind.ROW;
    }

    boolean isKnown(String name) {
        return scope.kind(name).isPresent();
    }

    /** The name in the tree of a plain name, or of a row as a whole. */
    String plain(String name, int offset) {
        Expression.Input input = new Expression.Input(name, Optional.empty());
        if (isKnown(name)) {
            scope.used(input, report.place(offset));
        } else if (offset >= told) {
            Optional<String> quoted = quoted(scope.names(), offset);
            String hint = quoted.map(Names::bracketed)
                    .orElseGet(() -> Nearest.hint(name, new TreeSet<>(scope.names()), "there are"));
            tell(offset, "there is no `" + name + "` here", quoted, hint);
        }
        return inputs.input(input);
    }

    /** The name in the tree of a row's column. */
    String member(String row, String column, int offset) {
        Expression.Input input = new Expression.Input(row, Optional.of(column));
        if (scope.hasColumn(row, column)) {
            scope.used(input, report.place(offset));
        } else {
            Collection<String> columns = scope.columns(row);
            Optional<String> quoted = quoted(columns, offset);
            String hint = quoted.map(name -> "write `" + row + "['" + name + "']`")
                    .orElseGet(() -> Nearest.hint(column, new TreeSet<>(columns), "its columns are"));
            tell(offset, "`" + row + "` has no column `" + column + "`", quoted, hint);
        }
        return inputs.input(input);
    }

    /** A column that was written as if it were an identifier is one mistake, though it reads as several names. */
    private void tell(int offset, String message, Optional<String> quoted, String hint) {
        String part = quoted.orElseGet(() -> report.token(offset));
        told = offset + part.codePointCount(0, part.length());
        report.error("unknown-name", report.place(offset, part), message, hint);
    }

    /** The longest name which is no identifier and stands at the offset all the same. */
    private Optional<String> quoted(Collection<String> names, int offset) {
        String rest = report.rest(offset);
        return names.stream()
                .filter(name -> !IDENTIFIER.matcher(name).matches() && rest.startsWith(name))
                .max(Comparator.comparingInt(String::length));
    }

    /** How a column that is no identifier is written. */
    static String bracketed(String column) {
        return "a column of that name is written `row['" + column + "']`";
    }
}
