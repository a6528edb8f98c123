package dev.tributary.view;

/** What an input of an expression, or a name elsewhere, stands for. */
public sealed interface Operand {
    /** Stands for the row that the object, or the relation, is about; all other steps are rows passed on the way to it. */
    int OWN = -1;

    /**
     * A column of a row.
     *
     * @param step {@link #OWN}, or an index into the path by which the row was reached
     */
    record Column(int step, String column) implements Operand {
        /** A column of the row itself. */
        public static Column own(String column) {
            return new Column(OWN, column);
        }
    }

    /** A field of the same object; for a relation, of the object that it shows. */
    record Member(String field) implements Operand {}

    /**
     * All columns of a row, as an object.
     *
     * @param step as for a column
     */
    record Whole(int step) implements Operand {}
}
