package dev.tributary.view;

/**
 * How a column's values are encoded in the records.
 *
 * @param precision digits in all, for {@link Kind#DECIMAL}, else 0
 * @param scale digits after the point, for {@link Kind#DECIMAL}, else 0
 */
public record ColumnType(Kind kind, int precision, int scale) {

    /** A type without parameters. */
    public static ColumnType of(Kind kind) {
        return new ColumnType(kind, 0, 0);
    }

    /** Whether its values are timestamps, to expressions as well. */
    boolean isTimestamp() {
        return kind.name().startsWith("TIMESTAMP");
    }

    /** The types that a view file may name, in lower case. */
    public enum Kind {
        BOOLEAN,
        INT32,
        INT64,
        FLOAT64,
        DECIMAL,
        STRING,
        BYTES,
        JSON,
        UUID,
        DATE,
        TIME_MILLIS,
        TIME_MICROS,
        TIMESTAMP,
        TIMESTAMP_SECONDS,
        TIMESTAMP_MILLIS,
        TIMESTAMP_MICROS,
        TIMESTAMP_NANOS
    }
}
