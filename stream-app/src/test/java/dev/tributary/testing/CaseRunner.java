package dev.tributary.testing;

import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.plan.Planner;
import dev.tributary.view.Model;
import dev.tributary.view.View;
import dev.tributary.view.ViewFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the cases of a directory against its views. */
public final class CaseRunner {
    private CaseRunner() {}

    /**
     * Runs all case files of a directory, each on its own.
     *
     * @throws dev.tributary.config.InvalidInput with all that is wrong with the files, before any case runs
     */
    public static CaseResults run(Path directory, Driver driver, Reporter reporter) throws InterruptedException {
        Model model = ViewFiles.load(ViewPaths.views(directory)).model();
        List<CaseResult> results = new ArrayList<>();
        for (CaseFile file : CaseFile.read(files(directory), model)) {
            CaseResult result = run(file, model, driver);
            reporter.finished(result);
            results.add(result);
        }
        return new CaseResults(results);
    }

    /** To pass because nothing ran would be a surprise. */
    private static List<Path> files(Path directory) {
        List<Path> files = ViewPaths.cases(directory);
        if (files.isEmpty()) {
            Problems problems = new Problems();
            Place nowhere = Place.of(directory.toString());
            problems.error("no-cases", nowhere, "there are no cases", "they are expected in `cases/*.yaml`");
            problems.warningsOrThrow();
        }
        return files;
    }

    /** Runs one case file, up to the first step that fails: what comes later would only repeat its failure. */
    static CaseResult run(CaseFile file, Model model, Driver driver) throws InterruptedException {
        long start = System.nanoTime();
        List<String> failures = List.of();
        try (Driver.Session session = driver.open(needed(file, model))) {
            for (int i = 0; i < file.steps().size() && failures.isEmpty(); i++) {
                failures = run(file.steps().get(i), session);
            }
        }
        return new CaseResult(file.file(), Duration.ofNanos(System.nanoTime() - start), failures);
    }

    /** The views that the case looks at: to start the others would take longer than the case itself. */
    private static Model needed(CaseFile file, Model model) {
        Map<String, View> views = new LinkedHashMap<>(model.views());
        views.keySet()
                .retainAll(file.steps().stream()
                        .flatMap(step -> step.expected().stream())
                        .map(Expectation::view)
                        .flatMap(view -> Planner.plan(model, model.view(view)).views().stream())
                        .map(View::name)
                        .collect(Collectors.toSet()));
        return new Model(model.sources(), views, model.viewRows());
    }

    private static List<String> run(CaseFile.Step step, Driver.Session session) throws InterruptedException {
        try {
            session.apply(step.records());
            return session.awaitDocuments(step.expected()).stream()
                    .map(Mismatch::text)
                    .toList();
        } catch (RuntimeException fault) {
            return List.of(step.place().file() + ":" + step.place().line() + ": the step broke off\n" + stack(fault));
        }
    }

    private static String stack(RuntimeException fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
