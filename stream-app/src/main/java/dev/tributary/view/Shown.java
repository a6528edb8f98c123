package dev.tributary.view;

import java.util.Optional;

/**
 * What a member of an object is, for all that may name it.
 *
 * @param withRow whether it is known as soon as the row is: it is made of the row and of rows that it references
 * @param column the column of the object's row that it shows as it is
 * @param type the declared type of the column that it shows, whichever row's
 */
record Shown(String name, Kind kind, boolean withRow, Optional<String> column, Optional<ColumnType> type) {

    enum Kind {
        COLUMN,
        COMPUTED,
        TOTAL,
        /** A related row. */
        OBJECT,
        /** Related rows, or an object by a column of them. */
        LIST,
        /** A column of related rows, as an array. */
        VALUES
    }

    /** Something that is not a column. */
    static Shown of(String name, Kind kind, boolean withRow) {
        return new Shown(name, kind, withRow, Optional.empty(), Optional.empty());
    }

    /** The same as a member of the object that it is flattened into. */
    Shown flattened(boolean lookup) {
        return new Shown(name, kind, withRow && lookup, Optional.empty(), type);
    }

    boolean isList() {
        return kind == Kind.LIST || kind == Kind.VALUES;
    }

    boolean isValue() {
        return kind != Kind.OBJECT && !isList();
    }
}
