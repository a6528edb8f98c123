package dev.tributary.trials.trial;

import dev.tributary.trials.fault.FaultLog;
import dev.tributary.trials.read.Readers;
import dev.tributary.trials.read.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A trial as text: the same layout each time, the seed first. */
final class Report {
    private Report() {}

    static String of(Trial.Plan plan, int sent, Readers readers, FaultLog log, int documents, double convergedAfterS) {
        List<String> lines = new ArrayList<>();
        lines.add("trial " + plan.name() + ", seed " + plan.seed()
                + (plan.isExactlyOnce() ? ", exactly once" : ", at least once"));
        lines.add("replay: cluster-tests/run --seed " + plan.seed() + (plan.isExactlyOnce() ? " --exactly-once" : "")
                + ", in the tests -Dtrial.seed=" + plan.seed());
        lines.add("changes " + sent + ", " + plan.changesPerSecond() + "/s; reads " + plan.readsPerSecond() + "/s; "
                + plan.instances() + " instances");
        part(lines, "reads while no fault was on", readers.calm());
        part(lines, "reads under faults", readers.underFaults());
        lines.add("events");
        log.lines().forEach(line -> lines.add("  " + line));
        lines.add(
                Double.isNaN(convergedAfterS)
                        ? "documents were not compared, or not all were right"
                        : String.format(
                                Locale.ROOT,
                                "all %d documents right through every instance %.1f s after the last change",
                                documents,
                                convergedAfterS));
        return String.join("\n", lines);
    }

    private static void part(List<String> lines, String title, Tally tally) {
        lines.add(title);
        tally.lines().forEach(line -> lines.add("  " + line));
    }
}
