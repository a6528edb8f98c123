package dev.tributary.cli;

import dev.tributary.config.Nearest;
import dev.tributary.sandbox.RowEncoders;
import dev.tributary.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sample rows of an example: {@code <source>.jsonl}, a row a line. */
final class SampleData {
    private static final String ENDING = ".jsonl";

    private SampleData() {}

    /**
     * The rows of each source; a source without a file has none.
     *
     * @throws CannotRun when a line is no row, or a file belongs to no source
     */
    static Map<String, List<Map<String, @Nullable Object>>> read(Path folder, Collection<String> sources)
            throws IOException {
        refuseOthers(folder, sources);
        Map<String, List<Map<String, @Nullable Object>>> rows = new LinkedHashMap<>();
        for (String source : sources) {
            rows.put(source, read(folder.resolve(source + ENDING)));
        }
        return rows;
    }

    private static void refuseOthers(Path folder, Collection<String> sources) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                String source = name.replace(ENDING, "");
                if (name.endsWith(ENDING) && !sources.contains(source)) {
                    throw new CannotRun(file + " belongs to no source: there is no `" + source + "`; "
                            + Nearest.hint(source, sources, "the sources are"));
                }
            }
        }
    }

    private static List<Map<String, @Nullable Object>> read(Path file) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        if (!Files.exists(file)) {
            return rows;
        }
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row(file, i + 1, lines.get(i)));
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(Path file, int number, String line) {
        try {
            return RowEncoders.row(line);
        } catch (SandboxException noRow) {
            throw new CannotRun(file + ":" + number + ": " + noRow.getMessage());
        }
    }
}
