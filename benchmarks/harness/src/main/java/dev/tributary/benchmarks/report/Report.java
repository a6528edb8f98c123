package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All figures of a run. Not thread-safe. */
public final class Report {
    private final Map<String, String> machine;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** @param machine what it ran on, by name */
    public Report(Map<String, String> machine) {
        this.machine = machine;
    }

    /** Adds a figure, and shows it: long work is seen to go on. */
    public Figure add(String what, String of, List<Double> runs) {
        Figure figure = new Figure(what, of, runs);
        figures.add(figure);
        System.err.println(row(figure));
        return figure;
    }

    /** Likewise, one value of each run. */
    public <T> Figure add(String what, String of, List<T> runs, ToDoubleFunction<? super T> value) {
        return add(what, of, runs.stream().mapToDouble(value).boxed().toList());
    }

    /** Adds a ratio, and shows it. */
    public void add(Ratio ratio) {
        ratios.add(ratio);
        System.err.println(ratio + (ratio.isMet() ? "" : ", MISSED"));
    }

    /** Adds what no figure says, and shows it. */
    public void remark(String what) {
        remarks.add(what);
        System.err.println(what);
    }

    private static String row(Figure figure) {
        return "| " + figure.what() + " | " + figure.of() + " | " + Figure.text(figure.median()) + " | "
                + Figure.text(figure.least()) + " … " + Figure.text(figure.most()) + " | "
                + figure.runs().size() + " |";
    }

    /** As Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n");
        machine.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        text.append("\n## Targets\n\n| what | measured | target | |\n|---|---|---|---|\n");
        ratios.forEach(ratio -> text.append("| ")
                .append(ratio.what())
                .append(" | ")
                .append(Figure.text(ratio.value()))
                .append(ratio.atLeast() ? " | ≥ " : " | ≤ ")
                .append(Figure.text(ratio.target()))
                .append(ratio.isMet() ? " | met |\n" : " | **missed** |\n"));
        text.append("\n## Figures\n\n| what | of | median | least … most | runs |\n|---|---|---|---|---|\n");
        figures.forEach(figure -> text.append(row(figure)).append('\n'));
        if (!remarks.isEmpty()) {
            text.append("\n## Remarks\n\n");
            remarks.forEach(remark -> text.append("- ").append(remark).append('\n'));
        }
        return text.toString();
    }

    /** Writes {@code report.md} and {@code report.json}. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.md"), markdown());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(
                        directory.resolve("report.json").toFile(),
                        Map.of("machine", machine, "ratios", ratios, "figures", figures, "remarks", remarks));
    }
}
