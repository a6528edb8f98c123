package dev.tributary.trials.rows;

/** A row of a source. */
public record RowId(String source, long key) {
    @Override
    public String toString() {
        return source + " " + key;
    }
}
