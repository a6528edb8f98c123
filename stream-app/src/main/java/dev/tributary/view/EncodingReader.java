package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.Encoding.Format;
import dev.tributary.view.Encoding.KeyFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how a topic's records are written: {@code format}, with its registry, and {@code key_format}. */
final class EncodingReader {
    private static final List<String> FORMATS = names(Format.values());
    private static final List<String> KEY_FORMATS = names(KeyFormat.values());
    private static final Pattern URL = Pattern.compile("https?://.+");

    private final Problems problems;

    EncodingReader(Problems problems) {
        this.problems = problems;
    }

    Encoding read(Section source) {
        Optional<Section> settings = source.entry("format")
                .filter(entry -> entry.value() instanceof Mapping)
                .flatMap(entry -> Section.of(entry, "`format`", problems));
        settings.ifPresent(section -> {
            section.only(List.of("format", "registry"));
            section.required("format");
        });
        Optional<Scalar> written = settings.isPresent() ? settings.get().scalar("format") : source.scalar("format");
        Format format = written.flatMap(name -> one(name, "unknown-format", "format", FORMATS))
                .map(Format::valueOf)
                .orElse(Format.JSON);
        Optional<Scalar> writtenKey = source.scalar("key_format");
        Optional<KeyFormat> key = writtenKey
                .flatMap(name -> one(name, "unknown-key-format", "key format", KEY_FORMATS))
                .map(KeyFormat::valueOf);
        Optional<Scalar> registry = settings.flatMap(section -> section.scalar("registry"));
        registry.ifPresent(this::checkUrl);
        boolean mistyped = settings.map(section -> section.entries().size() > (registry.isPresent() ? 2 : 1))
                .orElse(false);
        if (!mistyped) {
            checkRegistry(format, key, source, registry);
        }
        return new Encoding(format, key, registry.map(Scalar::text));
    }

    /** Formats whose records name their schema by a number mean nothing without the registry that has it. */
    private void checkRegistry(Format format, Optional<KeyFormat> key, Section source, Optional<Scalar> registry) {
        boolean value = format == Format.AVRO || format == Format.PROTOBUF;
        boolean keys =
                key.map(k -> k == KeyFormat.AVRO || k == KeyFormat.PROTOBUF).orElse(false);
        String name = name(format);
        if ((value || keys) && registry.isEmpty()) {
            Optional<Place> place = source.entry(value ? "format" : "key_format")
                    .map(entry -> entry.value().place());
            String needs = value ? name : name(key.orElseThrow());
            String hint = "write `format: {format: " + name + ", registry: \"http://…\"}`";
            place.ifPresent(p ->
                    problems.error("missing-registry", p, "`" + needs + "` needs the schema registry's address", hint));
        } else if (!value && !keys && registry.isPresent()) {
            String message = "`" + name + "` has no use for a schema registry";
            String hint = "leave it out, or is the format `avro` or `protobuf`?";
            problems.error("needless-registry", registry.get().place(), message, hint);
        }
    }

    private void checkUrl(Scalar registry) {
        if (!URL.matcher(registry.text()).matches()) {
            String message = "`registry`: expected an address, found `" + registry.text() + "`";
            problems.error("wrong-value", registry.place(), message, "as in `http://localhost:8081`");
        }
    }

    private Optional<String> one(Scalar written, String code, String what, List<String> names) {
        if (names.contains(written.text())) {
            return Optional.of(written.text().toUpperCase(Locale.ROOT));
        }
        String hint = Nearest.hint(written.text(), names, "the " + what + "s are");
        problems.error(code, written.place(), "there is no " + what + " `" + written.text() + "`", hint);
        return Optional.empty();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(EncodingReader::name).toList();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
