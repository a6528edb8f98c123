package dev.tributary.deploy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The chart, and what Helm makes of it. Not thread-safe. */
final class Chart {
    static final String FOLDER = "deploy/helm/tributary";
    /** What has no default. */
    private static final List<String> LEAST = List.of(
            "install",
            "least",
            FOLDER,
            "--set",
            "config.service=shop",
            "--set",
            "config.kafka.bootstrap\\.servers=kafka:9092",
            "--set-file",
            "views.views\\.yaml=examples/shop/views.yaml");

    private final HelmProcess helm;

    private Chart(HelmProcess helm) {
        this.helm = helm;
    }

    static Chart open() throws IOException {
        return new Chart(HelmProcess.start(Repository.ROOT));
    }

    void end() throws IOException, InterruptedException {
        helm.end();
    }

    ProgramRun lint() throws IOException, InterruptedException {
        return helm.run(List.of("lint", FOLDER));
    }

    /** Installs it with nothing said. */
    ProgramRun bare() throws IOException, InterruptedException {
        return helm.run(List.of("install", "bare", FOLDER));
    }

    /** Installs it with what has no default, and these options. */
    ProgramRun least(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(LEAST);
        command.addAll(List.of(options));
        return helm.run(command);
    }

    Release leastRelease(String... options) throws IOException, InterruptedException {
        return release(least(options));
    }

    Release release(List<String> command) throws IOException, InterruptedException {
        return release(helm.run(command));
    }

    private static Release release(ProgramRun run) {
        if (run.exit() != 0) {
            throw new AssertionError("expected a release, but Helm refused: " + run.err());
        }
        return Release.parse(run.out());
    }
}
