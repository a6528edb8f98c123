package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.Row;
import dev.tributary.codec.RowReader;
import dev.tributary.codec.TupleReader;
import dev.tributary.expression.Expression;
import dev.tributary.view.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a source that a view needs, in the order in which its rows carry them. Grows while planning only. */
public final class Shape {
    private final List<String> columns = new ArrayList<>();
    private final Map<Integer, Computed> computed = new HashMap<>();
    private final BitSet routing = new BitSet();
    private final Map<Integer, BitSet> shown = new HashMap<>();
    private @Nullable RowReader reader;

    Shape() {}

    /** A column that is computed from others of the row. */
    private record Computed(Expression expression, int[] inputs) {
        byte @Nullable [] value(byte[] @Nullable [] row) {
            byte[] @Nullable [] values = new byte[inputs.length][];
            for (int i = 0; i < inputs.length; i++) {
                values[i] = row[inputs[i]];
            }
            return Failures.evaluate(expression, values);
        }
    }

    /** The columns; {@link RowReader#WHOLE} stands for all of them. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /** The columns that rows come with: those that are neither computed nor called by their place in the identity. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!computed.containsKey(i) && Source.identityIndex(columns.get(i)) < 0) {
                given.add(columns.get(i));
            }
        }
        return given;
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

    /** The same for a value that is computed from columns of the row. */
    int need(int node, Expression expression, int[] inputs) {
        int index = need("=" + expression.text());
        computed.putIfAbsent(index, new Computed(expression, inputs));
        shown.computeIfAbsent(node, id -> new BitSet()).set(index);
        return index;
    }

    /** The indexes of columns that decide where a row goes. */
    int[] needForRouting(List<String> keys) {
        int[] indexes = keys.stream().mapToInt(this::need).toArray();
        route(indexes);
        return indexes;
    }

    /** From now on these columns decide where a row goes. */
    void route(int[] indexes) {
        for (int index : indexes) {
            routing.set(index);
        }
    }

    /** The row of a compact JSON object. */
    byte[] @Nullable [] read(byte[] json, byte[] key) {
        if (reader == null) {
            reader = new RowReader(columns);
        }
        byte[] @Nullable [] row = reader.read(json).columns();
        for (int i = 0; i < row.length; i++) {
            int identity = Source.identityIndex(columns.get(i));
            if (identity >= 0) {
                row[i] = Json.of(TupleReader.read(key, 0, identity + 1).get(identity));
            }
        }
        computed.forEach((index, column) -> row[index] = column.value(row));
        return row;
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
