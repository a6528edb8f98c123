package dev.tributary.view;

import dev.tributary.config.Node;
import dev.tributary.config.Problem;
import dev.tributary.config.Problems;
import dev.tributary.config.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads view files: several make one model. */
public final class ViewFiles {
    private ViewFiles() {}

    /**
     * What the files say.
     *
     * @param warnings what is probably a mistake, but does not keep the files from being used
     */
    public record Loaded(Model model, List<Problem> warnings) {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads and checks the files.
     *
     * @throws dev.tributary.config.InvalidInput with all problems of all the files
     */
    public static Loaded load(List<Path> files) {
        return load(files, yaml -> file -> yaml.read(file));
    }

    /** Likewise from texts by file name, for callers that have no files. */
    public static Loaded parse(Map<String, String> files) {
        return load(files.entrySet(), yaml -> file -> yaml.parse(file.getKey(), file.getValue()));
    }

    private static <F> Loaded load(Iterable<F> files, Function<Yaml, Function<F, Optional<Node>>> reader) {
        Problems problems = new Problems();
        Function<F, Optional<Node>> read = reader.apply(new Yaml(System.getenv(), problems));
        List<Node> roots = new ArrayList<>();
        files.forEach(file -> read.apply(file).ifPresent(roots::add));
        Model model = model(roots, problems);
        return new Loaded(model, problems.warningsOrThrow());
    }

    /** Sources first: views need all their names, keys and references, in whichever file they are. */
    private static Model model(List<Node> roots, Problems problems) {
        Declarations declarations = Declarations.of(roots, problems);
        return new ModelReader(declarations, problems).read();
    }
}
