package dev.tributary.codec;

import dev.tributary.view.ColumnType;
import dev.tributary.view.Encoding;
import dev.tributary.view.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A golden file: {@code source}, as in view files; {@code records}, each with {@code key} and {@code value} (or in
 * hexadecimal {@code key_hex} and {@code value_hex}) and {@code headers}; {@code registry}, its answers by path.
 */
record FormatSample(Map<?, ?> declaration, List<Input> records, Map<String, String> registry) {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");

    /** A record as it stands in a topic. */
    record Input(byte @Nullable [] key, byte @Nullable [] value, Map<?, ?> headers) {
        byte @Nullable [] header(String name) {
            Object value = headers.get(name);
            return value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    static FormatSample read(Path file) throws IOException {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        Map<?, ?> yaml = (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
        List<Input> records = new ArrayList<>();
        for (Object each : (List<?>) required(yaml, "records")) {
            Map<?, ?> record = (Map<?, ?>) each;
            records.add(new Input(bytes(record, "key"), bytes(record, "value"), map(record.get("headers"))));
        }
        Map<String, String> registry = new LinkedHashMap<>();
        map(yaml.get("registry")).forEach((path, answer) -> registry.put(path.toString(), answer.toString()));
        return new FormatSample(map(yaml.get("source")), records, registry);
    }

    private static byte @Nullable [] bytes(Map<?, ?> record, String name) {
        Object hex = record.get(name + "_hex");
        if (hex != null) {
            return HexFormat.of().parseHex(hex.toString().replaceAll("\\s", ""));
        }
        Object text = record.get(name);
        return text == null ? null : text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Object required(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<?, ?>) value;
    }

    Source source(String registryUrl) {
        Object key = required(declaration, "key");
        Encoding encoding = new Encoding(
                Encoding.Format.valueOf(upper(required(declaration, "format"))),
                Optional.ofNullable(declaration.get("key_format"))
                        .map(format -> Encoding.KeyFormat.valueOf(upper(format))),
                registry.isEmpty() ? Optional.empty() : Optional.of(registryUrl));
        return new Source(
                "s",
                Source.Kind.ROWS,
                "s",
                encoding,
                key instanceof List<?> list
                        ? list.stream().map(Object::toString).toList()
                        : List.of(key.toString()),
                List.of(),
                types(),
                Optional.ofNullable(declaration.get("columns"))
                        .map(list ->
                                ((List<?>) list).stream().map(Object::toString).toList()),
                Optional.empty(),
                Optional.ofNullable(declaration.get("version")).map(Object::toString));
    }

    private Map<String, ColumnType> types() {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        map(declaration.get("types")).forEach((column, type) -> types.put(column.toString(), type(type.toString())));
        return types;
    }

    private static ColumnType type(String text) {
        Matcher decimal = DECIMAL.matcher(text);
        return decimal.matches()
                ? new ColumnType(
                        ColumnType.Kind.DECIMAL, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)))
                : ColumnType.of(ColumnType.Kind.valueOf(upper(text)));
    }

    private static String upper(Object text) {
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
