package dev.tributary.expression;

import dev.cel.common.CelIssue;
import java.util.List;
import java.util.Map;

/** Tells in our words where a text is no CEL. */
final class Syntax {
    private static final String CODE = "expression-syntax";
    private static final String UNREADABLE = "token recognition error at: '";

    /** What people write who think of other languages. */
    private static final Map<String, String> HABITS = Map.of(
            "=", "equality is written `==`",
            "<>", "inequality is written `!=`",
            "and", "`and` is written `&&`",
            "or", "`or` is written `||`",
            "not", "`not` is written `!`",
            "is", "null is compared by `== null` and `!= null`",
            "like", "there is `contains`, `startsWith`, `endsWith` and `matches`",
            "&", "`and` is written `&&`",
            "|", "`or` is written `||`");

    private final Report report;
    private final Scope scope;
    private final String text;

    Syntax(Report report, Scope scope) {
        this.report = report;
        this.scope = scope;
        this.text = report.text();
    }

    void tell(List<CelIssue> issues) {
        boolean told = false;
        for (CelIssue issue : issues) {
            int offset = offset(issue);
            if (!special(issue.getMessage(), offset) && !told) {
                // after the first, the parser guesses: what it finds then are mostly no mistakes
                told = true;
                grammar(issue.getMessage(), offset);
            }
        }
    }

    private int offset(CelIssue issue) {
        int offset = Math.max(0, issue.getSourceLocation().getColumn());
        int line = issue.getSourceLocation().getLine();
        for (String before : text.split("\n", -1)) {
            if (--line <= 0) {
                break;
            }
            offset += before.codePointCount(0, before.length()) + 1;
        }
        return offset;
    }

    /** Mistakes that the parser finds without losing its way. */
    private boolean special(String message, int offset) {
        if (message.startsWith("reserved identifier")) {
            String word = report.token(offset);
            error(offset, "`" + word + "` is a reserved word", Names.bracketed(word));
        } else if (message.startsWith("invalid argument to has")) {
            error(report.functionBefore(offset), "`has` asks for a field", "it is written `has(row.x)`");
        } else if (message.startsWith("The argument must be a simple name")) {
            error(report.skipBlanks(offset), "expected a name for the items, found " + found(offset), "");
        } else if (message.startsWith("For input string")) {
            String number = report.token(offset);
            error(offset, "`" + number + "` does not fit an integer of 64 bits", "write `decimal('" + number + "')`");
        } else if (message.contains("recursion limit")) {
            error(0, "the expression nests too deep", "");
        } else if (message.contains("code point size exceeds")) {
            error(0, "the expression is longer than " + Language.MAX_LENGTH + " characters", "");
        } else {
            return false;
        }
        return true;
    }

    private void grammar(String message, int offset) {
        if (message.startsWith(UNREADABLE)) {
            unreadable(message.substring(UNREADABLE.length(), message.length() - 1), offset);
            return;
        }
        int at = report.skipBlanks(offset);
        boolean dot = message.startsWith("no viable") && report.before(at).equals(".");
        error(at, "expected " + expected(message, dot) + ", found " + found(at), hint(at, dot));
    }

    private void unreadable(String read, int offset) {
        char first = read.isEmpty() ? ' ' : read.charAt(0);
        if (first != '\'' && first != '"') {
            String token = report.token(offset);
            error(offset, "`" + token + "` means nothing here", HABITS.getOrDefault(token, ""));
        } else if (report.rest(offset).strip().equals(read.strip())) {
            error(offset, "this text has no end", "it ends with `" + first + "`");
        } else {
            String escape = read.substring(Math.max(0, read.length() - 2));
            error(offset, "`" + escape + "` is no escape", "a backslash is written `\\\\`");
        }
    }

    private static String expected(String message, boolean dot) {
        if (dot) {
            return "a name";
        }
        if (message.startsWith("missing ")) {
            return "`" + message.substring("missing '".length(), message.indexOf("' at")) + "`";
        }
        int at = message.indexOf("expecting ");
        String wanted = at < 0 ? "IDENTIFIER" : message.substring(at + "expecting ".length());
        if (wanted.contains("IDENTIFIER")) {
            return wanted.contains("')'") ? "a value or `)`" : "a value";
        }
        if (wanted.startsWith("'")) {
            return wanted.replace('\'', '`');
        }
        return wanted.contains("':'") ? "`:` and another value" : "an operator or the end";
    }

    private String found(int offset) {
        String token = report.token(report.skipBlanks(offset));
        return token.isEmpty() ? "the end" : "`" + token + "`";
    }

    private String hint(int offset, boolean dot) {
        String token = report.token(offset);
        String before = report.before(offset);
        if (dot && !token.isEmpty() && Character.isLetter(token.codePointAt(0))) {
            return Names.bracketed(token);
        }
        if (before.equals("<") && token.equals(">")) {
            return HABITS.getOrDefault("<>", "");
        }
        if (token.equals("in") && scope.kind(token).isPresent()) {
            return Names.bracketed(token);
        }
        return HABITS.getOrDefault(token, HABITS.getOrDefault(before, ""));
    }

    private void error(int offset, String message, String hint) {
        report.error(CODE, offset, "`" + report.what() + "`: " + message, hint);
    }
}
