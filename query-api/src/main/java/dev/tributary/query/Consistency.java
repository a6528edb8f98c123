package dev.tributary.query;

/** Which copies a reader takes. */
public enum Consistency {
    /** Only the one that is kept current. */
    ACTIVE,
    /** Another where the active one is away. */
    ANY
}
