package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.view.ColumnType.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of column types, as view files write them. */
final class ColumnTypes {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\(\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*\\)");
    private static final List<String> NAMES = Arrays.stream(Kind.values())
            .map(kind -> kind == Kind.DECIMAL ? "decimal(12,2)" : kind.name().toLowerCase(Locale.ROOT))
            .toList();
    /** What stands for a type that is not one: the files are refused, so nobody meets it. */
    private static final ColumnType NONE = ColumnType.of(Kind.JSON);

    private ColumnTypes() {}

    /** As a file writes it. */
    static String name(ColumnType type) {
        return type.kind() == Kind.DECIMAL
                ? "decimal(" + type.precision() + "," + type.scale() + ")"
                : type.kind().name().toLowerCase(Locale.ROOT);
    }

    static ColumnType parse(Scalar written, Problems problems) {
        Matcher decimal = DECIMAL.matcher(written.text());
        if (decimal.matches()) {
            return decimal(written, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)), problems);
        }
        if (NAMES.contains(written.text()) && !written.text().startsWith("decimal")) {
            return ColumnType.of(Kind.valueOf(written.text().toUpperCase(Locale.ROOT)));
        }
        String message = "there is no column type `" + written.text() + "`";
        String hint = written.text().startsWith("decimal")
                ? "write its digits in all and after the point, as in `decimal(12,2)`"
                : Nearest.hint(written.text(), NAMES, "the types are");
        problems.error("unknown-type", written.place(), message, hint);
        return NONE;
    }

    private static ColumnType decimal(Scalar written, int precision, int scale, Problems problems) {
        if (precision == 0 || scale > precision) {
            String hint = "digits in all, then how many of them are after the point";
            problems.error("wrong-value", written.place(), "`" + written.text() + "` has no room for its digits", hint);
        }
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }
}
