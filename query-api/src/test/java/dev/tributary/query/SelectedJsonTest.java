package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.plan.Selection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class SelectedJsonTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final List<String> NAMES = List.of("a", "b", "", "c\"\\", "é", "🙂", "x,y");

    /** What a selection leaves of a value: the naive way, over a tree. */
    private static JsonNode expected(JsonNode value, Selection selection) {
        if (value instanceof ArrayNode array) {
            ArrayNode some = JSON.createArrayNode();
            array.forEach(element -> some.add(expected(element, selection)));
            return some;
        }
        if (!(value instanceof ObjectNode object) || selection.isAll()) {
            return value;
        }
        ObjectNode some = JSON.createObjectNode();
        object.properties().forEach(member -> {
            if (selection.keyed()) {
                some.set(member.getKey(), expected(member.getValue(), selection.ofEach()));
            } else if (selection.has(member.getKey())) {
                some.set(member.getKey(), expected(member.getValue(), selection.of(member.getKey())));
            }
        });
        return some;
    }

    private static String selected(String json, Selection selection, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SelectedJson selected = new SelectedJson(out, selection);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; ) {
            int count = 1 + random.nextInt(Math.min(50, bytes.length - from));
            selected.write(bytes, from, count);
            from += count;
        }
        selected.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    @RepeatedTest(300)
    void leavesWhatATreeWouldKeep(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        JsonNode value = value(random, 4);
        Selection selection = selection(random, 3);
        String json = JSON.writeValueAsString(value);
        assertThat(selected(json, selection, random))
                .as("%s of %s", selection, json)
                .isEqualTo(JSON.writeValueAsString(expected(value, selection)));
    }

    @Test
    void leavesNumbersAndTextAsTheyAreWritten() throws IOException {
        Selection selection = new Selection(Map.of("n", Selection.ALL, "t", Selection.ALL), false);
        String json = "{\"n\":[1.50,1E+400,-0.00,12345678901234567890123.0],\"x\":1,\"t\":\"\\u00e9\\/\"}";
        assertThat(selected(json, selection, new Random(1))).isEqualTo(json.replace("\"x\":1,", ""));
    }

    @Test
    void readsNamesThatAreWrittenWithEscapes() throws IOException {
        Selection selection = new Selection(Map.of("é\"", Selection.ALL), false);
        assertThat(selected("{\"\\u00e9\\\"\":1,\"e\":2}", selection, new Random(1)))
                .isEqualTo("{\"\\u00e9\\\"\":1}");
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> JSON.getNodeFactory().numberNode(new BigDecimal("-12.50"));
            case 1 -> JSON.getNodeFactory().textNode("te\"xt,{}[]:\\" + random.nextInt(10));
            case 2 -> JSON.getNodeFactory().booleanNode(true);
            case 3 -> JSON.nullNode();
            case 4 -> {
                ArrayNode array = JSON.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.createObjectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static Selection selection(Random random, int depth) {
        Map<String, Selection> members = new LinkedHashMap<>();
        for (int i = depth == 0 ? 0 : random.nextInt(5); i > 0; i--) {
            members.put(NAMES.get(random.nextInt(NAMES.size())), selection(random, depth - 1));
        }
        return new Selection(members, !members.isEmpty() && random.nextInt(4) == 0);
    }
}
