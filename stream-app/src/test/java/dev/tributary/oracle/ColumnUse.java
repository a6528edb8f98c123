package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Column;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Order;
import dev.tributary.oracle.ViewFile.Related;
import dev.tributary.oracle.ViewFile.Source;
import dev.tributary.oracle.ViewFile.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns of a source a view file touches, and which literals it compares them with. */
final class ColumnUse {
    /** Where a view shows all columns, there should be one that nothing else mentions. */
    private static final String UNMENTIONED = "note";

    private final ViewFile file;
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();
    private final Map<String, List<@Nullable Object>> literals = new LinkedHashMap<>();

    private ColumnUse(ViewFile file) {
        this.file = file;
    }

    static ColumnUse of(ViewFile file) {
        ColumnUse use = new ColumnUse(file);
        for (Source source : file.sources().values()) {
            Set<String> names = use.of(source.name());
            names.addAll(source.key());
            source.references().forEach(reference -> names.addAll(reference.columns()));
            names.addAll(source.types().keySet());
        }
        file.views().values().forEach(use::addView);
        return use;
    }

    /** The columns of a source: key, references, typed ones, and all that a view names. */
    Set<String> of(String source) {
        return columns.computeIfAbsent(source, name -> new LinkedHashSet<>());
    }

    /** What a column is compared with; empty when it is in no condition. */
    List<@Nullable Object> literals(String source, String column) {
        return literals.getOrDefault(source + "." + column, List.of());
    }

    /** Columns that are keys or lead to keys: their values must meet. */
    boolean isKey(Source source, String column) {
        return source.key().contains(column) || refers(source, column);
    }

    /** Whether the column is part of a foreign key. */
    boolean refers(Source source, String column) {
        return source.references().stream()
                .anyMatch(reference -> reference.columns().contains(column));
    }

    /** Whether a reference leads to the source. */
    boolean isReferred(Source source) {
        return file.sources().values().stream()
                .flatMap(other -> other.references().stream())
                .anyMatch(reference -> reference.targets().contains(source.name()));
    }

    private void addView(View view) {
        addFields(view.from(), view.fields());
        view.where().ifPresent(where -> {
            for (Where.Compared compared : where.compared()) {
                String column = Oracle.column(view, compared.name());
                of(view.from()).add(column);
                literals.computeIfAbsent(view.from() + "." + column, name -> new ArrayList<>())
                        .add(compared.literal());
            }
        });
    }

    private void addFields(String source, Optional<List<Field>> fields) {
        if (fields.isEmpty()) {
            of(source).add(UNMENTIONED);
        }
        for (Field field : fields.orElse(List.of())) {
            if (field instanceof Column column) {
                of(source).add(column.column());
            } else if (field instanceof Related related) {
                List<Hop> path = related.path();
                for (Order order : related.orderBy()) {
                    of(path.get(order.step()).source()).add(order.column());
                }
                addFields(path.get(path.size() - 1).source(), related.fields());
            }
        }
    }
}
