package dev.tributary.view;

import java.util.List;

/**
 * The members of an object, in order.
 *
 * @param all whether they are the row's columns as they come, because the file lists none; {@code list} is then empty
 */
public record Fields(boolean all, List<Field> list) {
    /** Every column of the row, as it comes. */
    public static final Fields ALL = new Fields(true, List.of());

    public Fields {
        list = List.copyOf(list);
    }
}
