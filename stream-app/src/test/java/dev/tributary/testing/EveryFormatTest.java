package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.RowEncoder;
import dev.tributary.sandbox.RowEncoders;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows in each format that the sandbox writes come to the same documents. */
final class EveryFormatTest {
    private static final Map<String, String> TYPES = new LinkedHashMap<>(Map.of(
            "price", "decimal(12,2)",
            "day", "date",
            "at", "timestamp_millis",
            "seen", "timestamp",
            "active", "boolean",
            "tags", "json",
            "photo", "bytes"));
    private static final String ROW = "{\"id\":9007199254740993,\"name\":\"Ada\",\"price\":19.9,\"day\":\"2024-01-01\","
            + "\"at\":\"2024-01-01T00:00:00Z\",\"seen\":\"2024-01-01T00:00:00Z\",\"active\":true,\"tags\":[1,{}],"
            + "\"photo\":\"AQL/\",\"none\":null}";
    private static final String SHOWN = ROW.replace("19.9", "19.90");

    @ParameterizedTest
    @ValueSource(strings = {"json", "debezium", "debezium-flattened", "connect", "maxwell", "canal"})
    void theSameDocuments(String format) {
        RowEncoder encoder = RowEncoders.of(format, List.of("id"), TYPES);
        Map<String, @Nullable Object> row = RowEncoders.row(ROW);
        Map<String, @Nullable Object> moved = new LinkedHashMap<>(row);
        moved.put("id", 2);
        try (ViewTester views = ViewTester.of(model(format.replace("-flattened", "")))) {
            assertThat(shown(views.send(records(encoder.upsert(row))))).isEqualTo("{9007199254740993=" + SHOWN + "}");
            assertThat(shown(views.send(records(encoder.change(row, moved)))))
                    .isEqualTo("{2=" + SHOWN.replace("9007199254740993", "2") + "}");
            assertThat(shown(views.send(records(encoder.delete(moved))))).isEqualTo("{}");
            assertThat(views.deadLetters()).isEmpty();
        }
    }

    private static Model model(String format) {
        StringBuilder types = new StringBuilder();
        TYPES.forEach((column, type) -> types.append(column + ": \"" + type + "\", "));
        String file = "sources: {rows: {topic: rows, format: " + format + ", key: id, types: {" + types + "}}}\n"
                + "views: {all: {from: rows}}";
        return ViewFiles.parse(Map.of("rows.yaml", file)).model();
    }

    private static List<SourceRecord> records(List<RowEncoder.Encoded> encoded) {
        return encoded.stream()
                .map(each -> new SourceRecord("rows", each.key(), each.value(), Map.of()))
                .toList();
    }

    private static String shown(ViewTester views) {
        return views.documents("all").toString();
    }
}
