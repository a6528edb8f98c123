package dev.tributary.access;

import java.util.Set;

/**
 * Who asks, and what they may see.
 *
 * @param name of the API key, or the subject of the token; for the log and for limits, never a secret
 * @param scopes {@code view:NAME}, {@code view:*}, {@code operator}
 */
public record Caller(String name, Set<String> scopes) {
    public static final String ALL_VIEWS = "view:*";
    public static final String OPERATOR = "operator";

    /** Where no access rules are configured, everybody. */
    public static final Caller ANYBODY = new Caller("anybody", Set.of(ALL_VIEWS, OPERATOR));

    /** Who shows no credential; may see what is open to all. */
    public static final Caller NOBODY = new Caller("nobody", Set.of());

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** The scope that reading a view needs. */
    public static String scopeOf(String view) {
        return "view:" + view;
    }

    public boolean mayRead(String view) {
        return scopes.contains(ALL_VIEWS) || scopes.contains(scopeOf(view));
    }

    public boolean isOperator() {
        return scopes.contains(OPERATOR);
    }
}
