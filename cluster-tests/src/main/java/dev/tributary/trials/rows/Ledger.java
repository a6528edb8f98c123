package dev.tributary.trials.rows;

import dev.tributary.oracle.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All versions of all rows. Written by one thread, read by any. */
public final class Ledger {
    private final Map<RowId, List<RowVersion>> versions = new ConcurrentHashMap<>();
    private final Map<Long, Set<RowId>> ordersOf = new ConcurrentHashMap<>();

    /** Notes the next version of a row, at the time that it is sent. Its number becomes its column {@code version}. */
    RowVersion next(RowId id, Optional<Map<String, @Nullable Object>> columns) {
        List<RowVersion> all = versions.computeIfAbsent(id, first -> new ArrayList<>());
        synchronized (all) {
            int number = all.size() + 1;
            Optional<Map<String, @Nullable Object>> row = columns.map(each -> {
                Map<String, @Nullable Object> numbered = new LinkedHashMap<>(each);
                numbered.put("version", BigDecimal.valueOf(number));
                return numbered;
            });
            RowVersion version = new RowVersion(number, row, System.nanoTime());
            all.add(version);
            note(id, row);
            return version;
        }
    }

    private void note(RowId id, Optional<Map<String, @Nullable Object>> row) {
        if (row.isPresent()
                && row.get().get("customer_id") instanceof BigDecimal customer
                && id.source().equals(Shop.ORDERS)) {
            ordersOf.computeIfAbsent(customer.longValueExact(), first -> ConcurrentHashMap.newKeySet())
                    .add(id);
        }
    }

    /** A version by its number; empty when it was never sent. */
    public Optional<RowVersion> version(RowId id, long number) {
        List<RowVersion> all = versions.getOrDefault(id, List.of());
        synchronized (all) {
            return number >= 1 && number <= all.size() ? Optional.of(all.get((int) number - 1)) : Optional.empty();
        }
    }

    /**
     * What a reader may see of a row: the last version that was acknowledged by one time, and all that were sent after it
     * and before another time. Empty first when none had been acknowledged.
     */
    public List<RowVersion> visible(RowId id, long acknowledgedByNs, long sentByNs) {
        List<RowVersion> all = versions.getOrDefault(id, List.of());
        List<RowVersion> found = new ArrayList<>();
        synchronized (all) {
            for (int i = all.size() - 1; i >= 0; i--) {
                RowVersion each = all.get(i);
                if (each.sentNs() <= sentByNs) {
                    found.add(each);
                }
                if (each.acknowledgedNs() <= acknowledgedByNs) {
                    return found;
                }
            }
        }
        return List.of();
    }

    /** The orders that ever were a customer's. */
    public Set<RowId> ordersOf(long customer) {
        return ordersOf.getOrDefault(customer, Set.of());
    }

    /** The newest version of each row, as the oracle takes rows. */
    public List<Event> latest() {
        List<Event> latest = new ArrayList<>();
        List<RowId> ids = versions.keySet().stream()
                .sorted(Comparator.comparing(RowId::source).thenComparing(RowId::key))
                .toList();
        for (RowId id : ids) {
            List<RowVersion> all = versions.getOrDefault(id, List.of());
            synchronized (all) {
                all.get(all.size() - 1).row().ifPresent(row -> latest.add(new Event(id.source(), false, row)));
            }
        }
        return latest;
    }
}
