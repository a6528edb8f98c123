package dev.tributary.view;

import java.util.List;
import java.util.OptionalInt;

/** One member of a document or of an object nested in it. */
public sealed interface Field {
    /** The member's name in the JSON. */
    String name();

    /** A column of the row, under its own or another name. */
    record Column(String name, String column) implements Field {}

    /**
     * Related rows: an object or null (one), or an array (many).
     *
     * @param path the way from this row to the related ones; never empty
     * @param required whether this row is dropped when the related one is missing; only for one
     * @param orderBy the order of the rows; ties go by primary key
     * @param limit how many rows at most, after ordering; empty for all
     */
    record Related(
            String name,
            Cardinality cardinality,
            List<Step> path,
            boolean required,
            List<Order> orderBy,
            OptionalInt limit,
            Fields fields)
            implements Field {
        public Related {
            path = List.copyOf(path);
            orderBy = List.copyOf(orderBy);
        }
    }

    /** Whether a relation gives one object or an array of them. */
    enum Cardinality {
        ONE,
        MANY
    }
}
