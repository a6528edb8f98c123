package dev.tributary.live;

import dev.tributary.query.Documents;
import dev.tributary.query.Entries;
import dev.tributary.query.Lookup;
import dev.tributary.query.Opening;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.LogTail.Spot;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.StoreClosed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads this instance's copies. */
public final class LocalReads implements LiveReads {
    private static final int MOST_ITEMS = 100;
    /** When so much was read, that is enough for once. */
    private static final int ENOUGH_BYTES = 64 << 10;

    private static final long NOTHING = -1;

    @Override
    public Optional<Unavailable> away(Question asked) {
        ViewReads view = asked.view();
        ViewStatus status = view.status();
        Opening opening = asked.key().isPresent()
                ? Documents.of(view, status, List.of(asked.key().get()))
                : Documents.all(view, status);
        if (opening instanceof Unavailable why) {
            return Optional.of(why);
        }
        ((Documents) opening).close();
        return asked.lookup().flatMap(lookup -> away(view, status, lookup));
    }

    private static Optional<Unavailable> away(ViewReads view, ViewStatus status, Lookup lookup) {
        try (Entries entries = new Entries(view, lookup)) {
            OptionalInt away = entries.open();
            return away.isEmpty() ? Optional.empty() : Optional.of(noCopy(view, away.getAsInt(), status));
        }
    }

    private static Unavailable noCopy(ViewReads view, int partition, ViewStatus status) {
        return Unavailable.noCopy(view.plan().view().name(), partition, status);
    }

    // ---------------------------------------------------------------------------------------------- documents

    @Override
    public List<Reading> read(Question asked, List<Wanted> wanted) {
        Opening opening = Documents.none(asked.view(), asked.view().status());
        if (opening instanceof Unavailable why) {
            return List.of(new Reading.Away(why));
        }
        List<Reading> readings = new ArrayList<>();
        int bytes = 0;
        try (Documents documents = (Documents) opening) {
            for (Wanted each : wanted) {
                Reading reading = read(asked, documents, each);
                readings.add(reading);
                bytes += reading instanceof Reading.Found found ? found.json().length : 0;
                if (bytes >= ENOUGH_BYTES) {
                    break;
                }
            }
        }
        return readings;
    }

    private static Reading read(Question asked, Documents documents, Wanted wanted) {
        int partition = asked.view().partitionOf(wanted.key());
        try {
            Optional<Unavailable> away = documents.open(partition);
            if (away.isPresent()) {
                return new Reading.Away(away.get());
            }
            long at = documents.folded(partition);
            if (at < wanted.least()) {
                return new Reading.NotYet();
            }
            byte[] json = json(asked, documents, wanted.key());
            return json == null ? new Reading.Missing(at) : new Reading.Found(json, at);
        } catch (StoreClosed moved) {
            return new Reading.Away(noCopy(asked.view(), partition, asked.view().status()));
        }
    }

    private static byte @Nullable [] json(Question asked, Documents documents, byte[] key) {
        if (asked.lookup().isPresent()
                && !documents.contains(key, asked.lookup().get())) {
            return null;
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            return documents.write(key, asked.chosen(), json) ? json.toByteArray() : null;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
    }

    // ----------------------------------------------------------------------------------------------- listings

    @Override
    public Scan scan(Question asked, byte @Nullable [] after, Map<Spot, Long> least) {
        ViewReads view = asked.view();
        ViewStatus status = view.status();
        Opening opening = asked.lookup().isPresent() ? Documents.none(view, status) : Documents.all(view, status);
        if (opening instanceof Unavailable why) {
            return new Scan.Away(why);
        }
        try (Documents documents = (Documents) opening) {
            Part part = new Part(asked, documents, least);
            return asked.lookup().isPresent()
                    ? part.ofFound(after, asked.lookup().get())
                    : part.ofAll(after);
        } catch (StoreClosed moved) {
            return new Scan.Away(noCopy(view, 0, status));
        }
    }

    /** One reading of a listing. */
    private static final class Part {
        private final Question asked;
        private final Documents documents;
        private final Map<Spot, Long> least;
        private final Map<Spot, Long> at = new HashMap<>();

        Part(Question asked, Documents documents, Map<Spot, Long> least) {
            this.asked = asked;
            this.documents = documents;
            this.least = least;
        }

        Scan ofAll(byte @Nullable [] after) {
            for (int partition = 0; partition < asked.view().partitions(); partition++) {
                if (!isFarEnough(new Spot(asked.plan().documents(), partition), documents.folded(partition))) {
                    return new Scan.NotYet();
                }
            }
            return items(documents.keysAfter(after, MOST_ITEMS + 1));
        }

        Scan ofFound(byte @Nullable [] after, Lookup lookup) {
            try (Entries entries = new Entries(asked.view(), lookup)) {
                OptionalInt away = entries.open();
                if (away.isPresent()) {
                    return new Scan.Away(
                            noCopy(asked.view(), away.getAsInt(), asked.view().status()));
                }
                for (byte[] values : lookup.values()) {
                    Spot spot = new Spot(lookup.index().log(), asked.view().partitionOf(values));
                    if (!isFarEnough(spot, entries.folded(values))) {
                        return new Scan.NotYet();
                    }
                }
                return items(entries.keysAfter(after, MOST_ITEMS + 1));
            }
        }

        private boolean isFarEnough(Spot spot, long folded) {
            at.put(spot, folded);
            return folded >= least.getOrDefault(spot, NOTHING);
        }

        private Scan items(List<byte[]> keys) {
            List<Item> items = new ArrayList<>();
            int bytes = 0;
            for (byte[] key : keys) {
                if (items.size() == MOST_ITEMS || bytes >= ENOUGH_BYTES) {
                    return new Scan.Part(
                            items, Optional.of(items.get(items.size() - 1).key()), at);
                }
                Spot spot = asked.spotOf(key);
                Optional<Unavailable> away = documents.open(spot.partition());
                if (away.isPresent()) {
                    return new Scan.Away(away.get());
                }
                if (!isFarEnough(spot, documents.folded(spot.partition()))) {
                    return new Scan.NotYet();
                }
                byte[] json = json(asked, documents, key);
                items.add(new Item(key, json));
                bytes += json == null ? 0 : json.length;
            }
            return new Scan.Part(items, Optional.empty(), at);
        }
    }
}
