package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.config.InvalidInput;
import dev.tributary.oracle.Features;
import dev.tributary.oracle.GeneratedPair;
import dev.tributary.plan.CollectionField;
import dev.tributary.plan.Outline;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Selection;
import dev.tributary.store.CollectionReader;
import dev.tributary.store.DocumentReader;
import dev.tributary.view.Model;
import dev.tributary.view.View;
import dev.tributary.view.ViewFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Parts of documents are what the whole documents have there: of made-up views, members that are chosen at random, and the
 * rows of collections page by page. {@code -Dselection.seed=S} replays one.
 */
class SelectionTest {
    private static final int SEEDS = 150;
    private static final int DEPTH = 4;
    private static final int LENGTH = 60;
    private static final int SELECTIONS = 3;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private int selections;
    private int pages;

    @Test
    void whatIsChosenIsWhatTheDocumentHas() {
        Integer only = Integer.getInteger("selection.seed");
        for (int seed = only == null ? 0 : only; seed < (only == null ? SEEDS : only + 1); seed++) {
            GeneratedPair pair = GeneratedPair.of(seed, Features.ALL, DEPTH, LENGTH);
            Model model;
            try {
                model = ViewFiles.parse(Map.of("made-up.yaml", pair.text())).model();
            } catch (InvalidInput refused) {
                // made-up names that clash: few, as another test counts
                continue;
            }
            for (View view : model.views().values()) {
                look(pair, model, Planner.plan(model, view));
            }
        }
        if (only == null) {
            assertThat(selections).isGreaterThan(1000);
            assertThat(pages).isGreaterThan(500);
        }
    }

    private void look(GeneratedPair pair, Model model, Plan plan) {
        Random random = new Random(pair.seed());
        Simulator simulator = new Simulator(model, plan, pair.events(), Faults.NONE, pair.seed());
        simulator.run();
        simulator.look((documents, key) -> {
            JsonNode whole = document(documents, key);
            String hint =
                    "-Dselection.seed=" + pair.seed() + ", view " + plan.view().name() + "\n" + pair.text();
            for (int i = 0; i < SELECTIONS; i++) {
                Selection asked = plan.outline().resolve(selection(random, whole, plan.outline()));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                documents.writeSome(key, out, plan.slots(asked));
                assertThat(chosen(JSON.readTree(out.toByteArray()), asked))
                        .as("%s of %s, %s", asked, whole, hint)
                        .isEqualTo(chosen(whole, asked));
                selections++;
            }
            for (String name : (Iterable<String>) whole::fieldNames) {
                CollectionField field = plan.collection(name).orElse(null);
                if (field != null) {
                    page(documents, key, field, whole.path(name), hint);
                }
            }
        });
    }

    private static JsonNode document(DocumentReader documents, byte[] key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.write(key, out);
        return JSON.readTree(out.toByteArray());
    }

    private void page(DocumentReader documents, byte[] key, CollectionField field, JsonNode shown, String hint)
            throws IOException {
        CollectionReader rows = documents.collection(key, field.way()).orElseThrow();
        List<byte[]> all = rows.rowsAfter(null, Integer.MAX_VALUE);
        List<byte[]> oneByOne = new ArrayList<>();
        for (List<byte[]> next = rows.rowsAfter(null, 1); !next.isEmpty(); next = rows.rowsAfter(next.get(0), 1)) {
            oneByOne.addAll(next);
        }
        assertThat(oneByOne).as(hint).containsExactly(all.toArray(new byte[0][]));
        int limit = field.slot().limit().orElse(Integer.MAX_VALUE);
        assertThat(shown.size()).as("%s, %s", field, hint).isEqualTo(Math.min(limit, all.size()));
        for (int i = 0; i < shown.size(); i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            rows.write(all.get(i), out, null);
            JsonNode expected = shown.path(i);
            if (field.slot().keyed()) {
                expected = shown.path(JSON.readTree(rows.name(all.get(i))).asText());
            }
            assertThat(JSON.readTree(out.toByteArray()))
                    .as("%s, %s", field, hint)
                    .isEqualTo(expected);
            pages++;
        }
    }

    /** Some of the members that a value has. */
    private static Selection selection(Random random, JsonNode value, @Nullable Outline outline) {
        JsonNode object = value.isArray() || (outline != null && outline.keyed()) ? value.path(0) : value;
        if (outline != null && outline.keyed() && value.size() > 0) {
            object = value.iterator().next();
        }
        if (!object.isObject()) {
            return Selection.ALL;
        }
        Map<String, Selection> members = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            if (random.nextInt(3) == 0) {
                Outline known = outline == null
                        ? null
                        : outline.members().map(all -> all.get(member.getKey())).orElse(null);
                boolean whole = random.nextInt(3) == 0;
                members.put(member.getKey(), whole ? Selection.ALL : selection(random, member.getValue(), known));
            }
        });
        return new Selection(members, false);
    }

    private static JsonNode chosen(JsonNode value, Selection selection) {
        if (value instanceof ArrayNode array) {
            ArrayNode some = JSON.createArrayNode();
            array.forEach(element -> some.add(chosen(element, selection)));
            return some;
        }
        if (!(value instanceof ObjectNode object) || selection.isAll()) {
            return value;
        }
        ObjectNode some = JSON.createObjectNode();
        object.properties().forEach(member -> {
            if (selection.keyed()) {
                some.set(member.getKey(), chosen(member.getValue(), selection.ofEach()));
            } else if (selection.has(member.getKey())) {
                some.set(member.getKey(), chosen(member.getValue(), selection.of(member.getKey())));
            }
        });
        return some;
    }
}
