package dev.tributary.trials.trial;

import dev.tributary.sandbox.process.Patience;
import dev.tributary.sandbox.process.ThreeBrokers;
import dev.tributary.trials.fault.FaultKind;
import dev.tributary.trials.fault.Schedule;
import dev.tributary.trials.read.Readers;
import dev.tributary.trials.read.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A long trial: three brokers, three instances, one fault after another. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Feeds and reads a cluster while faults of a seeded schedule are done to it, and compares it with the oracle.")
final class TrialCommand implements Callable<Integer> {
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(20);
    /** A long trial should not tell after an hour what went wrong in its first minutes. */
    private static final Duration COMPARE_EVERY = Duration.ofMinutes(5);

    @Option(names = "--minutes", defaultValue = "10", description = "For how long (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the rows, the readers and the faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--reads", defaultValue = "500", description = "Reads per second (default: ${DEFAULT-VALUE}).")
    private int reads;

    @Option(names = "--changes", defaultValue = "100", description = "Changes per second (default: ${DEFAULT-VALUE}).")
    private int changes;

    @Option(names = "--instances", defaultValue = "3", description = "Instances (default: ${DEFAULT-VALUE}).")
    private int instances;

    @Option(names = "--exactly-once", description = "Under exactly_once_v2 instead of the default.")
    private boolean exactlyOnce;

    @Option(
            names = "--hold",
            description = "When a comparison fails, leave all running until Enter is pressed, to look at it.")
    private boolean hold;

    @Option(
            names = "--directory",
            defaultValue = "target/trial",
            description = "For logs and state (default: ${DEFAULT-VALUE}); what is in it is deleted.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TrialCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path absolute = directory.toAbsolutePath();
        Trial.Plan plan = new Trial.Plan(
                "trial",
                seed,
                absolute.resolve("instances"),
                instances,
                reads,
                changes,
                exactlyOnce ? Trial.Plan.EXACTLY_ONCE : Map.of(),
                false,
                512);
        try (ThreeBrokers kafka = ThreeBrokers.start(absolute.resolve("brokers"));
                Trial trial = Trial.start(plan, kafka)) {
            try {
                suffer(trial);
                return isRight(trial.readers()) ? 0 : 1;
            } catch (Patience.GaveUp failure) {
                if (hold) {
                    System.out.println(failure.getMessage() + "\nAll is left running in " + absolute + ", brokers at "
                            + kafka.bootstrapServers() + ". Enter ends it.");
                    System.in.read();
                }
                throw failure;
            } finally {
                System.out.println(trial.report());
            }
        }
    }

    private void suffer(Trial trial) {
        trial.log().tell(System.err::println);
        long startNs = System.nanoTime();
        long comparedNs = startNs;
        for (long round = 0;
                System.nanoTime() - startNs < Duration.ofMinutes(minutes).toNanos();
                round++) {
            trial.suffer(Schedule.any(seed * 1_000 + round, LONGEST_HOLD, List.of(FaultKind.values())));
            if (System.nanoTime() - comparedNs > COMPARE_EVERY.toNanos()) {
                trial.compare();
                comparedNs = System.nanoTime();
            }
        }
        trial.compare();
    }

    private static boolean isRight(Readers readers) {
        return isRight(readers.calm()) && readers.underFaults().count(Tally.Bad.WRONG) == 0;
    }

    private static boolean isRight(Tally calm) {
        for (Tally.Bad kind : Tally.Bad.values()) {
            if (calm.count(kind) > 0) {
                return false;
            }
        }
        return true;
    }
}
