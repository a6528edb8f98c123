package dev.tributary.testing;

import dev.tributary.codec.Change;
import dev.tributary.codec.KeyText;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.RecordDecoders;
import dev.tributary.config.Nearest;
import dev.tributary.config.Node;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.sandbox.SandboxException;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the steps of case files. Rows become records here, so that one that cannot be written is shown at its place. */
final class CaseReader {
    private static final String DELETE = "delete";
    private static final String RAW = "raw";

    private final Model model;
    private final Problems problems;
    private final RowRecords records;
    private final Map<String, RecordDecoder> decoders = new HashMap<>();

    CaseReader(Model model, Problems problems) {
        this.model = model;
        this.problems = problems;
        records = new RowRecords(model);
    }

    List<CaseFile.Step> steps(Node root) {
        Optional<Section> file = Section.of(root, root.place(), "a case file", problems);
        file.ifPresent(section -> section.only(List.of("steps")));
        return file.flatMap(section -> section.required("steps")).stream()
                .flatMap(steps -> items(steps.value(), "`steps`", "a list of steps").stream())
                .flatMap(step -> step(step).stream())
                .toList();
    }

    private Optional<CaseFile.Step> step(Node node) {
        Optional<Section> step = Section.of(node, node.place(), "a step", problems);
        step.ifPresent(section -> section.only(List.of("events", "expect")));
        return step.map(section ->
                new CaseFile.Step(node.place(), events(section.entry("events")), expected(section.section("expect"))));
    }

    private List<Node> items(Node node, String what, String expected) {
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        Section.wrongType(node, what, expected, problems);
        return List.of();
    }

    // ------------------------------------------------------------------------------------------------- events

    private List<SourceRecord> events(Optional<Entry> events) {
        return events.stream()
                .flatMap(entry -> items(entry.value(), "`events`", "a list of events").stream())
                .flatMap(event -> event(event).stream())
                .toList();
    }

    private List<SourceRecord> event(Node node) {
        if (!(node instanceof Mapping event) || event.entries().size() != 1) {
            String expected = "`source: row`, `delete: {source: key}` or `raw: {topic: …}`, one a list item";
            Section.wrongType(node, "an event", expected, problems);
            return List.of();
        }
        Entry only = event.entries().get(0);
        return switch (only.name()) {
            case DELETE -> delete(only);
            case RAW -> raw(only);
            default -> upsert(only);
        };
    }

    private List<SourceRecord> upsert(Entry event) {
        if (!isSource(event.key(), List.of(DELETE, RAW))) {
            return List.of();
        }
        if (!(event.value() instanceof Mapping row)) {
            Section.wrongType(event.value(), "`" + event.name() + "`", "a row (`column: value`)", problems);
            return List.of();
        }
        return encoded(event.name(), row.place(), () -> records.upsert(event.name(), YamlValues.members(row)));
    }

    private List<SourceRecord> delete(Entry event) {
        if (!(event.value() instanceof Mapping mapping) || mapping.entries().size() != 1) {
            Section.wrongType(event.value(), "`delete`", "`{source: key}`", problems);
            return List.of();
        }
        Entry row = mapping.entries().get(0);
        @Nullable Object key = YamlValues.value(row.value());
        if (!isSource(row.key(), List.of())) {
            return List.of();
        }
        if (key == null || key instanceof Map) {
            String expected = "the row's key (a list when it has several columns)";
            Section.wrongType(row.value(), "`" + row.name() + "`", expected, problems);
            return List.of();
        }
        return encoded(row.name(), row.value().place(), () -> records.delete(row.name(), key));
    }

    private boolean isSource(Scalar name, List<String> others) {
        if (model.sources().containsKey(name.text())) {
            return true;
        }
        List<String> names = new ArrayList<>(model.sources().keySet());
        names.addAll(others);
        String hint = Nearest.hint(name.text(), names, "there are");
        problems.error("unknown-source", name.place(), "there is no source `" + name.text() + "`", hint);
        return false;
    }

    /** What the encoder refuses, or the source could not read, is the case's mistake. */
    private List<SourceRecord> encoded(String source, Place place, Supplier<List<SourceRecord>> encoder) {
        try {
            List<SourceRecord> written = encoder.get();
            written.stream()
                    .flatMap(record -> unreadable(source, record).stream())
                    .findFirst()
                    .ifPresent(reason -> problems.error("wrong-row", place, reason, "it would go to the dead letters"));
            return written;
        } catch (SandboxException refused) {
            problems.error("wrong-row", place, String.valueOf(refused.getMessage()), "");
            return List.of();
        }
    }

    private Optional<String> unreadable(String source, SourceRecord record) {
        RecordDecoder decoder = decoders.computeIfAbsent(source, name -> RecordDecoders.of(model.source(name)));
        return decoder.decode(record.key(), record.value(), RecordDecoder.Headers.NONE).stream()
                .flatMap(change ->
                        change instanceof Change.Invalid invalid ? Stream.of(invalid.reason()) : Stream.empty())
                .findFirst();
    }

    private List<SourceRecord> raw(Entry event) {
        Optional<Section> section = Section.of(event, "`raw`", problems);
        section.ifPresent(raw -> raw.only(List.of("topic", "key", "value", "headers")));
        Optional<String> topic = section.flatMap(raw -> raw.required("topic").flatMap(entry -> raw.text("topic")));
        if (section.isEmpty() || topic.isEmpty() || !isRead(section.get(), topic.get())) {
            return List.of();
        }
        Map<String, String> headers =
                section.get().section("headers").map(Section::properties).orElse(Map.of());
        byte @Nullable [] key = bytes(section.get(), "key");
        return List.of(new SourceRecord(topic.get(), key, bytes(section.get(), "value"), headers));
    }

    private boolean isRead(Section raw, String topic) {
        List<String> topics =
                model.sources().values().stream().map(Source::topic).distinct().toList();
        if (!topics.contains(topic)) {
            String hint = Nearest.hint(topic, topics, "the topics are");
            raw.scalar("topic")
                    .ifPresent(at -> problems.error(
                            "unknown-topic", at.place(), "no source reads the topic `" + topic + "`", hint));
        }
        return topics.contains(topic);
    }

    /** An empty text is one; only nothing is nothing. */
    private byte @Nullable [] bytes(Section raw, String name) {
        Node node = raw.entry(name).map(Entry::value).orElse(null);
        if (node instanceof Scalar scalar && scalar.value() != null) {
            return scalar.text().getBytes(StandardCharsets.UTF_8);
        }
        if (node != null && !(node instanceof Scalar)) {
            Section.wrongType(node, "`" + name + "`", "text in quotes", problems);
        }
        return null;
    }

    // ------------------------------------------------------------------------------------------- expectations

    private List<Expectation> expected(Optional<Section> expect) {
        List<Expectation> expected = new ArrayList<>();
        for (Entry view : expect.map(Section::entries).orElse(List.of())) {
            View known = model.views().get(view.name());
            if (known == null) {
                String hint = Nearest.hint(view.name(), model.views().keySet(), "the views are");
                String message = "there is no view `" + view.name() + "`";
                problems.error("unknown-view", view.key().place(), message, hint);
            } else {
                int keyParts = model.source(known.name()).key().size();
                Section.of(view, "`" + view.name() + "`", problems).stream()
                        .flatMap(documents -> documents.entries().stream())
                        .forEach(document -> expectation(view.name(), keyParts, document, expected));
            }
        }
        return expected;
    }

    private void expectation(String view, int keyParts, Entry entry, List<Expectation> expected) {
        Place place = entry.key().place();
        try {
            KeyText.parse(entry.name(), keyParts);
        } catch (IllegalArgumentException badKey) {
            problems.error("wrong-key", place, String.valueOf(badKey.getMessage()), "");
            return;
        }
        boolean none = entry.value() instanceof Scalar scalar && scalar.value() == null;
        if (!none && !(entry.value() instanceof Mapping)) {
            String either = "the whole document, or `null` when there is none";
            Section.wrongType(entry.value(), "`" + entry.name() + "`", either, problems);
            return;
        }
        expected.add(new Expectation(view, entry.name(), none ? null : YamlValues.json(entry.value()), place));
    }
}
