package dev.tributary.oracle;

/** What the values of a made-up column are, mostly. */
enum Kind {
    /** Small integers, sometimes as text, which meet those of other columns. */
    KEY,
    INTEGER,
    /** Numbers with and without digits after the point, and not always as many. */
    DECIMAL,
    TEXT,
    FLAG,
    MIXED,
    /** Declared to be a time. */
    TIME,
    /** The same as a view shows it, which is not said to be a time any more. */
    SHOWN_TIME,
    /** A related object, in a view. */
    OBJECT,
    /** Several values, in a view. */
    VALUES,
    /** Several objects, or values by their keys, in a view. */
    LIST;

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }

    /** What it is to those who see it as a member of an object. */
    Kind shown() {
        return this == TIME ? SHOWN_TIME : this;
    }

    boolean isScalar() {
        return this != OBJECT && !isList();
    }

    boolean isList() {
        return this == VALUES || this == LIST;
    }
}
