package dev.tributary.config;

import dev.tributary.config.Node.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML files into positional trees. */
public final class Yaml {
    private final Map<String, String> environment;
    private final Problems problems;

    public Yaml(Map<String, String> environment, Problems problems) {
        this.environment = Map.copyOf(environment);
        this.problems = problems;
    }

    /** The tree of a file; empty, with a problem, when it cannot be read. */
    public Optional<Node> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            String why = Files.exists(file) ? "it must be a readable text file in UTF-8" : "there is no such file";
            problems.error("unreadable-file", Place.of(file.toString()), "cannot read `" + file + "`", why);
            return Optional.empty();
        }
    }

    /** The tree of a text; empty, with a problem, when it is no YAML. An empty text is a null. */
    public Optional<Node> parse(String file, String content) {
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        String[] lines = text.split("\r\n|[\n\r]", -1);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .build();
        try {
            var tree = new YamlTree(file, lines, new Interpolation(environment, problems), problems);
            Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(settings).composeString(text);
            return Optional.of(root.map(tree::node).orElseGet(() -> new Scalar(Place.of(file), "", null)));
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .map(m -> place(file, lines, m.getLine(), m.getColumn()))
                    .orElseGet(() -> Place.of(file));
            problems.error("yaml-syntax", place, "not YAML: " + problem(e), hint(e, place));
        } catch (YamlEngineException e) {
            problems.error("yaml-syntax", Place.of(file), "not YAML: " + firstLine(e), "");
        }
        return Optional.empty();
    }

    static Place place(String file, String[] lines, int line, int column) {
        String text = line < lines.length ? lines[line] : "";
        return new Place(file, line + 1, column + 1, 1, text);
    }

    private static String problem(MarkedYamlEngineException e) {
        String context = e.getContext();
        return (context == null ? "" : context + ", ") + e.getProblem();
    }

    /** What is not closed shows only where the next thing begins; its own beginning is what needs mending. */
    private static String hint(MarkedYamlEngineException e, Place place) {
        if (place.column() > 1 && place.text().startsWith("${", place.column() - 2)) {
            return "put quotes around `${…}`";
        }
        return e.getContextMark()
                .map(mark -> mark.getLine() + 1)
                .filter(line -> line != place.line())
                .map(line -> "it begins on line " + line)
                .orElse("");
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
