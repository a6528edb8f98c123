package dev.tributary.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import dev.tributary.plan.Index;
import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Step;
import dev.tributary.topology.Topologies;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The internal topics and the stores of a view. Their names come from the topologies, what is said of them from the plan; a
 * name that only one of the two knows is a fault of this class.
 */
final class Inventory {
    private static final String FROM_ROW_LOGS =
            "Nothing for good. The documents are wrong or missing until the view is built anew from the row logs";

    private final Wiring wiring;
    private final Plan plan;
    private final Words words;
    private final Style style;
    private final Map<String, Entry> topics = new LinkedHashMap<>();
    private final Map<String, Entry> stores = new LinkedHashMap<>();

    Inventory(Wiring wiring, Words words, Style style) {
        this.wiring = wiring;
        this.plan = wiring.plan();
        this.words = words;
        this.style = style;
        plan.sources().stream()
                .filter(source -> source.kind() == Source.Kind.ROWS)
                .forEach(this::ingestion);
        plan.steps().forEach(this::view);
        plan.view().publish().ifPresent(topic -> published());
        deadLetters();
        check("topics", wiring.internalTopics(), topics.keySet());
        check("stores", wiring.stores(), stores.keySet());
    }

    List<Entry> topics() {
        return List.copyOf(topics.values());
    }

    List<Entry> stores() {
        return List.copyOf(stores.values());
    }

    private static void check(String what, Set<String> running, Set<String> described) {
        if (!running.equals(described)) {
            throw new IllegalStateException("the topologies have the " + what + " " + running
                    + ", but the plan explains " + new ArrayList<>(described));
        }
    }

    // ------------------------------------------------------------------------------------------------ ingestion

    private void ingestion(Source source) {
        Log log = Planner.rowLog(source);
        String rows = "rows of " + style.name(source.name());
        String key = words.names(source.key());
        topic(
                log,
                "Row log: the newest version of all " + rows + ", whole and decoded; one for all views",
                key,
                key,
                "The service's only copy of the " + rows + ". They are read again from "
                        + style.name(source.topic()) + ", only as far as that topic's retention goes; "
                        + "what it no longer has is missing until it changes again");
        store(
                "keep-" + Topologies.storeName(log),
                log,
                "The whole " + rows + ", to keep the row log right: a late or repeated record is told from a newer one",
                key,
                key);
    }

    private void deadLetters() {
        topics.put(
                wiring.topics().deadLetters(),
                new Entry(
                        wiring.topics().deadLetters(),
                        "Records that could not be decoded, as they came, with the reason in their headers",
                        "the bad record's own",
                        "the record's key, by Kafka's default",
                        "The evidence only: nothing is built from it, and nothing rebuilds it"));
    }

    // ----------------------------------------------------------------------------------------------- the view

    private void view(Step step) {
        Optional<Source> visited = plan.visited(step.log());
        Optional<Source> source = source(step.log());
        if (step.log().equals(plan.documents())) {
            documents(step.log(), plan.view());
        } else if (visited.isPresent()) {
            visits(step.log(), visited.get());
        } else if (source.isPresent()) {
            rows(step, source.get());
        } else {
            ofAnotherKind(step.log());
        }
    }

    /** The source of a row log. */
    private Optional<Source> source(Log log) {
        return plan.sources().stream()
                .filter(source -> Planner.rowLog(source).equals(log))
                .findFirst();
    }

    private void ofAnotherKind(Log log) {
        keptIn(log).ifPresent(used -> documents(log, used));
        plan.views().stream()
                .filter(used -> log.name().equals("rows-" + used.name()))
                .forEach(used -> documentRows(log, used));
        plan.indexes().stream().filter(index -> index.log().equals(log)).forEach(this::index);
    }

    /** The used view whose documents are in a log. */
    private Optional<View> keptIn(Log log) {
        return plan.views().stream()
                .filter(used -> log.name().equals("documents-" + used.name()))
                .findFirst();
    }

    private void documents(Log log, View of) {
        boolean served = of.equals(plan.view());
        String document = "the document's " + words.key(of);
        String key = document + ", then the collection and the keys of its row";
        String documents = served ? "document" : "document of " + style.name(of.name());
        topic(
                log,
                "Document log: the newest version of every row of every " + documents + ", with its place in it",
                key,
                document,
                FROM_ROW_LOGS);
        store(
                Topologies.storeName(log),
                log,
                served
                        ? "The documents that readers get: each is one stretch of rows, in reading order"
                        : "The documents of " + style.name(of.name()) + ", for the views that are made of them",
                document + ", then the row's place",
                document);
    }

    private void documentRows(Log log, View of) {
        boolean served = of.equals(plan.view());
        String key = words.key(of);
        String rows = "documents of " + style.name(of.name());
        topic(
                log,
                "The " + rows + " as rows, cut down to what " + (served ? "lookups and publishing" : "other views")
                        + " need of them",
                key,
                key,
                FROM_ROW_LOGS);
        store(
                Topologies.storeName(log),
                log,
                "The " + rows + " as rows, to tell what has changed and where it was found",
                key,
                key);
    }

    private void index(Index index) {
        String values = words.names(index.fields());
        String key = values + ", then the document's " + words.key(plan.view());
        topic(index.log(), "Lookup log: which documents have which " + values, key, values, FROM_ROW_LOGS);
        store(Topologies.storeName(index.log()), index.log(), "The keys of the documents by " + values, key, values);
    }

    private void published() {
        String key = words.key(plan.view());
        String loss = "The copy that others read; it is written again when the view is built anew";
        topic(
                Plan.published(),
                "The documents, published: whole, with tombstones",
                key,
                "the key, by Kafka's default",
                loss);
    }

    /** The view's own copy of the rows; its log is the ingestion's. */
    private void rows(Step step, Source source) {
        String key = words.names(source.key());
        String columns = words.columns(plan.columns().getOrDefault(source.name(), List.of()));
        store(
                Topologies.storeName(step.log()),
                step.log(),
                "The rows of " + style.name(source.name()) + ", cut down to the columns that the view needs (" + columns
                        + ")" + next(step, source),
                key,
                key);
    }

    /** Where a source's rows go from here. */
    private String next(Step step, Source source) {
        List<String> next = new ArrayList<>();
        for (Log log : step.writes()) {
            Optional<Source> visited = plan.visited(log);
            Optional<View> used = keptIn(log);
            if (log.equals(plan.documents())) {
                next.add("into the documents");
            } else if (used.isPresent()) {
                next.add("into the documents of " + style.name(used.get().name()));
            } else if (visited.equals(Optional.of(source))) {
                next.add("to where other rows visit them");
            } else {
                visited.ifPresent(other -> next.add("to the rows of " + style.name(other.name()) + ", as visitors"));
            }
        }
        return next.isEmpty() ? "" : ". From here they go " + String.join(", and ", next);
    }

    private void visits(Log log, Source visited) {
        String rows = "rows of " + style.name(visited.name());
        String key = words.names(visited.key());
        String full = key + "; then nothing for the row itself, for a visitor the join and its keys";
        topic(
                log,
                "Visits log: the " + rows + " and those who visit them, in one log so that all meet in one order. "
                        + visitors(visited),
                full,
                key,
                FROM_ROW_LOGS);
        store(
                Topologies.storeName(log),
                log,
                "The " + rows + ", each with those who visit it. A visitor goes on joined with the row, and again when"
                        + " the row changes. " + visitors(visited),
                full,
                key);
    }

    /** Who visits a source's rows and why, each said once however many fields need it. */
    private String visitors(Source visited) {
        Map<String, LinkedHashSet<String>> purposes = plan.visits().stream()
                .filter(visit -> visit.visited().equals(visited.name()))
                .collect(groupingBy(
                        Plan.Visit::visitor,
                        LinkedHashMap::new,
                        mapping(Plan.Visit::purpose, toCollection(LinkedHashSet::new))));
        return purposes.entrySet().stream()
                .map(each -> style.name(each.getKey()) + " " + String.join(", and ", each.getValue()))
                .collect(joining("; ", "Visitors: ", ""));
    }

    private void topic(Log log, String purpose, String key, String partitioning, String loss) {
        String name = wiring.topics().topic(log);
        topics.put(name, new Entry(name, purpose, key, partitioning, loss));
    }

    private void store(String name, Log log, String purpose, String key, String partitioning) {
        String loss = "Nothing: read again from " + style.name(wiring.topics().topic(log))
                + "; a standby copy, where there is one, takes over meanwhile";
        stores.put(name, new Entry(name, purpose, key, partitioning, loss));
    }
}
