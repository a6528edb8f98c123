package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.ColumnOf;
import dev.tributary.oracle.ViewFile.Hop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row, and the rows passed on the way to it.
 *
 * @param path the steps taken; none when it is where all starts
 * @param rows the rows after each step; without steps the row itself
 */
record Way(List<Hop> path, List<Row> rows) {

    static Way start(Row row) {
        return new Way(List.of(), List.of(row));
    }

    Row end() {
        return rows.get(rows.size() - 1);
    }

    Way then(Row row) {
        List<Row> longer = new ArrayList<>(rows);
        longer.add(row);
        return new Way(path, longer);
    }

    Columns columns(ColumnOf column) {
        return (column.own() ? end() : rows.get(column.step())).columns();
    }

    @Nullable
    Object value(ColumnOf column) {
        return columns(column).get(column.column());
    }

    /** What a name means to the row when no member of its object is called so. */
    @Nullable
    Object named(String name) {
        if (name.equals("row")) {
            return end().columns();
        }
        Integer step = path.isEmpty() ? null : Relations.stepInExpression(path, name);
        return step == null
                ? end().columns().inExpression(name)
                : rows.get(step).columns();
    }

    /** By the last row's primary key; where several ways lead to it, by the keys along the path. */
    static int byKey(Way a, Way b) {
        int byEnd = Values.compareKeys(a.end().key(), b.end().key());
        for (int i = 0; byEnd == 0 && i < a.rows.size(); i++) {
            byEnd = Values.compareKeys(a.rows.get(i).key(), b.rows.get(i).key());
        }
        return byEnd;
    }
}
