package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Column;
import dev.tributary.oracle.ViewFile.Computed;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.Order;
import dev.tributary.oracle.ViewFile.Related;
import dev.tributary.oracle.ViewFile.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects and their members. */
final class Evaluation {
    private final Tables tables;

    Evaluation(Tables tables) {
        this.tables = tables;
    }

    /** The row's object; null when a required one is missing, which drops the row. */
    @Nullable
    Members object(Way way, Optional<List<Field>> fields) {
        if (fields.isEmpty()) {
            return Members.allOf(way);
        }
        Members object = new Members(way);
        for (Field field : fields.get()) {
            if (field instanceof Column column) {
                Columns columns = way.columns(column.column());
                String name = column.column().column();
                object.put(field.name(), columns.get(name), columns.inExpression(name));
            } else if (field instanceof Computed computed) {
                object.put(field.name(), computed.expression().value(object));
            } else if (field instanceof Related related && !put(object, related, found(way.end(), related))) {
                return null;
            }
        }
        return object;
    }

    /** Whether the object is still there: not when a required one is missing. */
    private static boolean put(Members object, Related related, List<Members> found) {
        if (!related.verb().single()) {
            object.put(related.name(), value(related, found));
            return true;
        }
        if (related.verb() == Verb.ONE) {
            object.put(related.name(), found.isEmpty() ? null : found.get(0).shown());
        } else if (!found.isEmpty()) {
            object.putAll(found.get(0));
        } else {
            Known.withTheRow(related.fields().orElse(List.of())).keySet().forEach(name -> object.put(name, null));
        }
        return !related.required() || !found.isEmpty();
    }

    /** The related rows in order, less those that do not pass, or lack what they are required to have. */
    private List<Members> found(Row row, Related related) {
        List<Members> found = new ArrayList<>();
        for (Way way : tables.ways(row, related.path())) {
            Members object = object(way, related.fields());
            if (object != null
                    && related.where().map(where -> where.holds(object)).orElse(true)) {
                found.add(object);
            }
        }
        found.sort((a, b) -> compare(related, a, b));
        return found;
    }

    private static int compare(Related related, Members a, Members b) {
        for (Order order : related.orderBy()) {
            int result = Values.ordering(order.descending()).compare(criterion(order, a), criterion(order, b));
            if (result != 0) {
                return result;
            }
        }
        return Way.byKey(a.way(), b.way());
    }

    private static @Nullable Object criterion(Order order, Members object) {
        return order.computed()
                ? object.shown().get(order.column().column())
                : object.way().value(order.column());
    }

    private static @Nullable Object value(Related related, List<Members> found) {
        List<Members> rows = related.distinct() && related.verb() != Verb.PLUCK ? distinctRows(found) : found;
        if (related.verb() == Verb.COUNT) {
            return Aggregates.count(rows);
        }
        if (related.verb() == Verb.MANY) {
            return list(related, rows.stream().map(row -> new Item(row.way(), row.shown())));
        }
        Stream<Item> items = rows.stream().map(row -> new Item(row.way(), taken(related, row)));
        return related.verb() == Verb.PLUCK
                ? list(related, items)
                : Aggregates.of(
                        related.verb(),
                        items.map(Item::value).filter(Objects::nonNull).toList());
    }

    private static @Nullable Object taken(Related related, Members row) {
        return related.of().isPresent()
                ? related.of().get().value(row)
                : row.way().end().columns().get(related.column().orElseThrow());
    }

    /** A member of a list, and the way to its row. */
    private record Item(Way way, @Nullable Object value) {}

    private static List<Members> distinctRows(List<Members> rows) {
        Set<List<Object>> keys = new LinkedHashSet<>();
        return rows.stream().filter(row -> keys.add(row.way().end().key())).toList();
    }

    /** The limit counts what is shown. */
    private static Object list(Related related, Stream<Item> all) {
        int limit = related.limit().orElse(Integer.MAX_VALUE);
        List<Item> items = related.verb() == Verb.PLUCK && related.distinct() ? distinctValues(all) : all.toList();
        if (related.by().isEmpty()) {
            List<@Nullable Object> values = new ArrayList<>();
            items.stream().limit(limit).forEach(item -> values.add(item.value));
            return values;
        }
        Map<String, @Nullable Object> byKey = new LinkedHashMap<>();
        for (Item item : items) {
            Object key = item.way.value(related.by().get());
            if (key != null && !byKey.containsKey(Values.text(key)) && byKey.size() < limit) {
                byKey.put(Values.text(key), item.value);
            }
        }
        return byKey;
    }

    private static List<Item> distinctValues(Stream<Item> items) {
        List<Item> distinct = new ArrayList<>();
        items.forEach(item -> {
            if (distinct.stream().noneMatch(seen -> Values.same(seen.value, item.value))) {
                distinct.add(item);
            }
        });
        return distinct;
    }
}
