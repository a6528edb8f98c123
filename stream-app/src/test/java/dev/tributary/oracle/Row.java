package dev.tributary.oracle;

import java.util.List;

/**
 * A row of a source or of a view.
 *
 * @param members of a group the rows in it
 */
record Row(List<Object> key, Columns columns, List<Row> members) {}
