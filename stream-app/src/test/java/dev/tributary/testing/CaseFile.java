package dev.tributary.testing;

import dev.tributary.config.Node;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Yaml;
import dev.tributary.view.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A case: records that come step by step, and the documents that are expected after each step. */
public record CaseFile(Path file, List<Step> steps) {
    public CaseFile {
        steps = List.copyOf(steps);
    }

    /** Some records, then a look at some documents. */
    public record Step(Place place, List<SourceRecord> records, List<Expectation> expected) {
        public Step {
            records = List.copyOf(records);
            expected = List.copyOf(expected);
        }
    }

    /**
     * Reads case files of a model's views.
     *
     * @throws dev.tributary.config.InvalidInput with all that is wrong with the files
     */
    public static List<CaseFile> read(List<Path> files, Model model) {
        Problems problems = new Problems();
        CaseReader reader = new CaseReader(model, problems);
        Yaml yaml = new Yaml(System.getenv(), problems);
        List<CaseFile> cases = new ArrayList<>();
        for (Path file : files) {
            yaml.read(file).ifPresent(root -> cases.add(new CaseFile(file, reader.steps(root))));
        }
        problems.warningsOrThrow();
        return cases;
    }

    /** A case from text. */
    static CaseFile parse(String file, String text, Model model) {
        Problems problems = new Problems();
        Yaml yaml = new Yaml(Map.of(), problems);
        List<Step> steps = yaml.parse(file, text)
                .map((Node root) -> new CaseReader(model, problems).steps(root))
                .orElse(List.of());
        problems.warningsOrThrow();
        return new CaseFile(Path.of(file), steps);
    }
}
