package dev.tributary.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a column is written. Times may be given as ISO 8601 text, which is what people write, and become the number that
 * the type asks for; a value that is a number already is left alone.
 */
record ColumnEncoding(String column, Kind kind, int precision, int scale) {

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,4}), *(\\d{1,4})\\)");
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");

    enum Kind {
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

    static ColumnEncoding parse(String column, String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return new ColumnEncoding(
                    column, Kind.DECIMAL, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.DECIMAL && kind.name().toLowerCase(Locale.ROOT).equals(type)) {
                return new ColumnEncoding(column, kind, 0, 0);
            }
        }
        throw new SandboxException("column " + column + " has the unknown type `" + type + "`");
    }

    /** Times as numbers; everything else as it is. */
    Object plain(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        try {
            return INTEGER.matcher(text).matches() ? value : time(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new SandboxException(
                    "column " + column + ": `" + text + "` is no " + kind.name().toLowerCase(Locale.ROOT), e);
        }
    }

    private Object time(String text) {
        return switch (kind) {
            case DATE -> LocalDate.parse(text).toEpochDay();
            case TIME_MILLIS -> ChronoUnit.MILLIS.between(LocalTime.MIN, LocalTime.parse(text));
            case TIME_MICROS -> ChronoUnit.MICROS.between(LocalTime.MIN, LocalTime.parse(text));
            case TIMESTAMP_SECONDS -> since(text, ChronoUnit.SECONDS);
            case TIMESTAMP_MILLIS -> since(text, ChronoUnit.MILLIS);
            case TIMESTAMP_MICROS -> since(text, ChronoUnit.MICROS);
            case TIMESTAMP_NANOS -> since(text, ChronoUnit.NANOS);
            default -> text;
        };
    }

    private static long since(String text, ChronoUnit unit) {
        // floor, so that a fraction before 1970 counts as it does after
        return unit.between(Instant.EPOCH, instant(text).truncatedTo(unit));
    }

    /** Without a zone, UTC is meant. */
    private static Instant instant(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /** The value with this column's scale. */
    BigDecimal decimal(Object value) {
        try {
            BigDecimal exact = new BigDecimal(value.toString()).setScale(scale, RoundingMode.UNNECESSARY);
            if (exact.precision() <= precision) {
                return exact;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw misfit(value, e);
        }
        throw misfit(value, new ArithmeticException("too many digits"));
    }

    private SandboxException misfit(Object value, RuntimeException cause) {
        return new SandboxException(
                "column " + column + ": " + value + " does not fit decimal(" + precision + "," + scale + ")", cause);
    }
}
