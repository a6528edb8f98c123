package dev.tributary.plan;

import dev.tributary.codec.RowReader;
import dev.tributary.expression.Expression;
import dev.tributary.view.Operand;
import dev.tributary.view.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of a source's rows there are. A row that fails is as deleted. Thread-safe. */
public final class RowFilter {
    private final @Nullable Expression expression;
    private final RowReader reader;

    private RowFilter(@Nullable Expression expression, List<String> columns) {
        this.expression = expression;
        this.reader = new RowReader(columns);
    }

    /** The source's {@code where}. */
    public static RowFilter of(Source source) {
        return source.where()
                .map(where -> new RowFilter(
                        where.expression(),
                        where.operands().stream().map(RowFilter::column).toList()))
                .orElseGet(() -> new RowFilter(null, List.of()));
    }

    private static String column(Operand operand) {
        return operand instanceof Operand.Column column ? column.column() : RowReader.WHOLE;
    }

    /** Whether there is the row of a compact JSON object. */
    public boolean accepts(byte[] json) {
        return expression == null
                || Failures.holds(expression, reader.read(json).columns());
    }
}
