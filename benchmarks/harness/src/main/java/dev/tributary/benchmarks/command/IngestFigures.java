package dev.tributary.benchmarks.command;

import dev.tributary.benchmarks.measure.Ingest;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.report.Figure;
import dev.tributary.benchmarks.report.Report;
import dev.tributary.benchmarks.rows.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** All rows and changed rows, by several contenders in turns: what the machine does meanwhile touches all alike. Not thread-safe. */
final class IngestFigures {
    private final Report report;
    private final String work;
    private final int documents;
    private final Map<Contender, List<Ingest>> runs = new LinkedHashMap<>();
    private final Map<Contender, Figure> cpu = new LinkedHashMap<>();
    private final Map<Contender, Figure> records = new LinkedHashMap<>();

    /**
     * @param work begins the names of all figures
     * @param documents that there are
     */
    IngestFigures(Report report, String work, int documents) {
        this.report = report;
        this.work = work;
        this.documents = documents;
    }

    /**
     * Measures.
     *
     * @param changed what of the rows are changed
     * @param start the rows at the start, anew for each
     */
    static IngestFigures of(
            Run run, String work, String changed, List<Contender> contenders, Supplier<Ledger> start, int changes)
            throws ExecutionException, InterruptedException {
        IngestFigures figures =
                new IngestFigures(run.report(), work, start.get().documents());
        for (int round = 0; round < run.rounds(); round++) {
            for (Contender contender : contenders) {
                figures.add(contender, Ingest.of(contender, start.get(), changes, run.directory()));
            }
        }
        figures.report(changed);
        return figures;
    }

    void add(Contender contender, Ingest ingest) {
        System.err.println(work + contender.name() + ": " + ingest);
        runs.computeIfAbsent(contender, first -> new ArrayList<>()).add(ingest);
    }

    /** Adds all figures to the report. */
    void report(String changed) {
        each(
                "all rows: rows/s, start of the service included",
                run -> run.rows() / run.backfill().seconds());
        each(
                "all rows: CPU-seconds, start of the JVM included",
                run -> run.backfill().cpuSeconds());
        each(
                "changed " + changed + ": changes/s",
                run -> run.changes() / run.live().seconds());
        cpu.putAll(each("changed " + changed + ": CPU of each, compilers left out, µs", Ingest::cpuPerChange));
        records.putAll(each("changed " + changed + ": records written for each", Ingest::recordsPerChange));
        each("resident memory, of which the heap may grow to 1 GB, MB", run -> run.residentBytes() / 1e6);
        each("disk after a stop, bytes per document", run -> (double) run.diskBytes() / documents);
        each("topics of its own, not yet compacted, bytes per document", run -> (double) run.logBytes() / documents);
    }

    private Map<Contender, Figure> each(String what, ToDoubleFunction<Ingest> value) {
        Map<Contender, Figure> figures = new LinkedHashMap<>();
        runs.forEach((contender, ingests) ->
                figures.put(contender, report.add(work + what, contender.name(), ingests, value)));
        return figures;
    }

    /** Of a change. */
    double cpu(Contender contender) {
        return Medians.of(cpu, contender);
    }

    /** Of a change. */
    double records(Contender contender) {
        return Medians.of(records, contender);
    }
}
