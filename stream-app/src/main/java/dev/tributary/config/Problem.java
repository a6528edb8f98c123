package dev.tributary.config;

/**
 * One thing wrong in a file.
 *
 * @param code names the kind of mistake, for readers and for tests
 * @param message what is wrong, and with what
 * @param hint what was expected or what to do; empty when the message says it all
 */
public record Problem(Severity severity, String code, String message, Place place, String hint) {

    /** Whether the file can be used all the same. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public String file() {
        return place.file();
    }

    public int line() {
        return place.line();
    }

    public int column() {
        return place.column();
    }

    public int length() {
        return place.length();
    }

    /** The problem as people read it: what, where, the line with a caret, and a hint. No line break at the end. */
    public String render() {
        String label = severity == Severity.ERROR ? "error" : "warning";
        return label + "[" + code + "]: " + message + "\n" + place.render(hint);
    }

    @Override
    public String toString() {
        return render();
    }
}
