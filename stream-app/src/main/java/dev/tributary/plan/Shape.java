package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.Row;
import dev.tributary.codec.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of a source that a view needs, in the order in which its rows carry them. Grows while planning only. */
public final class Shape {
    private final List<String> columns = new ArrayList<>();
    private final BitSet routing = new BitSet();
    private final Map<Integer, BitSet> shown = new HashMap<>();

    Shape() {}

    /** The columns; {@link RowReader#WHOLE} stands for all of them. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /** The column's index, from now on needed. */
    int need(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            columns.add(column);
            index = columns.size() - 1;
        }
        return index;
    }

    /** The same for a column that a node of the view shows or sorts by. */
    int need(int node, String column) {
        int index = need(column);
        shown.computeIfAbsent(node, id -> new BitSet()).set(index);
        return index;
    }

    /** The indexes of columns that decide where a row goes. */
    int[] needForRouting(List<String> keys) {
        int[] indexes = keys.stream().mapToInt(this::need).toArray();
        for (int index : indexes) {
            routing.set(index);
        }
        return indexes;
    }

    /** Whether the columns that decide ways are the same; never when either row is not there. */
    boolean leadsTheSameWay(Message left, Message right) {
        return left.isLive() && right.isLive() && leadsTheSameWay(new Row(left.parts()), new Row(right.parts()));
    }

    boolean leadsTheSameWay(Row left, Row right) {
        return isSame(routing, left, right);
    }

    /** Whether the columns are the same that a node shows or sorts by. */
    boolean looksTheSame(int node, Row left, Row right) {
        return isSame(shown.getOrDefault(node, new BitSet()), left, right);
    }

    private static boolean isSame(BitSet columns, Row left, Row right) {
        return columns.stream().allMatch(column -> Arrays.equals(left.column(column), right.column(column)));
    }
}
