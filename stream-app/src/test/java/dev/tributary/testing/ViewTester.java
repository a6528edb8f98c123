package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.codec.KeyText;
import dev.tributary.codec.TupleWriter;
import dev.tributary.config.Nearest;
import dev.tributary.sandbox.RowEncoders;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.ViewFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the views of a file without a Kafka: rows in, documents out. When a method returns, all that follows from it has
 * happened. Not thread-safe; must be closed.
 *
 * <pre>{@code
 * try (ViewTester views = ViewTester.of(Path.of("views.yaml"))) {
 *     views.upsert("users", "{\"user_id\": 1}").document("customer-orders", 1);
 * }
 * }</pre>
 *
 * <p>Each source and each view runs in a topology of its own, as they do in a service; what Kafka would carry between them
 * is handed over here.
 */
public final class ViewTester implements AutoCloseable {
    private final RowRecords records;
    private final List<Source> events;
    private final List<Ingest> ingests = new ArrayList<>();
    private final Map<String, KeptView> views = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    private ViewTester(Model model, Predicate<String> started) {
        records = new RowRecords(model);
        events = model.sources().values().stream().filter(ViewTester::isEvents).toList();
        try {
            model.sources().values().stream()
                    .filter(source -> !isEvents(source))
                    .forEach(source -> ingests.add(new Ingest(source)));
            model.views().values().stream()
                    .filter(view -> started.test(view.name()))
                    .forEach(view -> views.put(view.name(), new KeptView(model, view)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static boolean isEvents(Source source) {
        return source.kind() == Source.Kind.EVENTS;
    }

    /**
     * The views of a file, or of a directory that has {@code views.yaml} or {@code views/*.yaml}.
     *
     * @throws dev.tributary.config.InvalidInput with all that is wrong with the files
     */
    public static ViewTester of(Path fileOrDirectory) {
        return of(ViewFiles.load(ViewPaths.views(fileOrDirectory)).model());
    }

    /** The views of a model. */
    public static ViewTester of(Model model) {
        return new ViewTester(model, view -> true);
    }

    /** One view of a model: to start the others takes time. */
    static ViewTester of(Model model, String view) {
        return new ViewTester(model, view::equals);
    }

    /** A row that is new, or replaces the one of its key, written in the source's own format. */
    public ViewTester upsert(String source, Map<String, ? extends @Nullable Object> row) {
        return send(records.upsert(source, new LinkedHashMap<>(row)));
    }

    /** The same with the row as JSON. */
    public ViewTester upsert(String source, String json) {
        return upsert(source, RowEncoders.row(json));
    }

    /**
     * The end of a row.
     *
     * @param key a list when the key has several columns
     */
    public ViewTester delete(String source, Object key) {
        return send(records.delete(source, key));
    }

    /** A record as it is. */
    public ViewTester raw(String topic, @Nullable String key, @Nullable String value, Map<String, String> headers) {
        return send(List.of(new SourceRecord(topic, bytes(key), bytes(value), headers)));
    }

    /** Records as they are. */
    public ViewTester send(List<SourceRecord> sent) {
        sent.forEach(this::send);
        return this;
    }

    private void send(SourceRecord record) {
        long now = System.currentTimeMillis();
        boolean read = false;
        for (Ingest ingest : ingests) {
            if (ingest.source().topic().equals(record.topic())) {
                read = true;
                Ingest.Ingested ingested = ingest.ingest(record, now);
                deadLetters.addAll(ingested.deadLetters());
                ingested.rows().forEach(row -> views.values().forEach(view -> view.take(ingest.source(), row)));
            }
        }
        for (Source source : events) {
            if (source.topic().equals(record.topic())) {
                read = true;
                views.values().forEach(view -> deadLetters.addAll(view.takeEvent(source, record.at(now))));
            }
        }
        if (!read) {
            List<String> topics = Stream.concat(ingests.stream().map(Ingest::source), events.stream())
                    .map(Source::topic)
                    .toList();
            String hint = Nearest.hint(record.topic(), topics, "the topics are");
            throw new IllegalArgumentException("no source reads the topic `" + record.topic() + "`: " + hint);
        }
    }

    /** The document with that key, its numbers exact; empty when there is none. */
    public Optional<JsonNode> document(String view, Object... key) {
        KeptView kept = view(view);
        if (key.length != kept.keyParts()) {
            throw new IllegalArgumentException(
                    "the key of " + view + " has " + kept.keyParts() + " parts, not " + key.length);
        }
        TupleWriter canonical = new TupleWriter();
        for (Object part : key) {
            canonical.addKeyJson(ExactJson.bytes(part));
        }
        return kept.document(canonical.toBytes());
    }

    /** The same by the key's text in the HTTP API. */
    public Optional<JsonNode> documentAt(String view, String keyText) {
        KeptView kept = view(view);
        return kept.document(KeyText.parse(keyText, kept.keyParts()));
    }

    /** All documents of a view by their keys' texts in the HTTP API, in the order of the keys. */
    public Map<String, JsonNode> documents(String view) {
        return view(view).documents();
    }

    /** The records that could not be decoded so far, in their order. */
    public List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    private KeptView view(String name) {
        KeptView view = views.get(name);
        if (view == null) {
            String hint = Nearest.hint(name, views.keySet(), "the views are");
            throw new IllegalArgumentException("there is no view `" + name + "`: " + hint);
        }
        return view;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Closes all of them, even when one of them fails, which is told afterwards. */
    @Override
    public void close() {
        List<Runnable> closings = new ArrayList<>();
        ingests.forEach(ingest -> closings.add(ingest::close));
        views.values().forEach(view -> closings.add(view::close));
        RuntimeException failure = null;
        for (Runnable closing : closings) {
            try {
                closing.run();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
