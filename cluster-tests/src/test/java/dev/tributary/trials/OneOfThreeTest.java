package dev.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.process.OneBroker;
import dev.tributary.trials.read.Tally;
import dev.tributary.trials.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The shortest trial, for every build: of three instances one is killed, one is stopped and started, one loses its disk. No read
 * that was sent to a living one fails, none is wrong or staler than it says, and at the end every document is as the oracle says.
 * How late answers are depends on the machine, and is for the trials that want one of their own.
 */
@Timeout(400)
class OneOfThreeTest {
    private static final int READS_PER_SECOND = 50;
    private static final int CHANGES_PER_SECOND = 30;
    private static final int NO_DISK_OF_ITS_OWN = 0;
    private static final Duration ACTIVE_WITHIN = Duration.ofSeconds(60);
    private static final Duration CALM = Duration.ofSeconds(4);

    @Test
    void nothingIsWrongWhenOneOfThreeIsKilledRestartedOrLosesItsDisk() {
        try (OneBroker kafka = new OneBroker();
                Trial trial = Trial.start(
                        new Trial.Plan(
                                "one-of-three",
                                Seeds.SEED,
                                Seeds.directory("one-of-three"),
                                3,
                                READS_PER_SECOND,
                                CHANGES_PER_SECOND,
                                Map.of(),
                                true,
                                NO_DISK_OF_ITS_OWN),
                        kafka)) {
            try {
                Patience.sleep(CALM);
                trial.clock().on();
                List<Instance> instances = trial.cluster().instances();
                kill(trial, instances.get(0), instances.get(1));
                restart(trial, instances.get(1));
                loseDisk(trial, instances.get(2));
                trial.clock().off();
                Patience.sleep(CALM);
                trial.compare();
            } finally {
                System.out.println(trial.report());
            }
            check(trial);
        }
    }

    private static void kill(Trial trial, Instance victim, Instance other) {
        victim.kill();
        trial.log().note("kill -9 of " + victim.name());
        Duration awaited = trial.awaitActive(other, ACTIVE_WITHIN);
        trial.log().note("active copies of all partitions after " + awaited.toMillis() + " ms");
        startAgain(trial, victim);
    }

    private static void restart(Trial trial, Instance one) {
        one.stop();
        trial.log().note(one.name() + " has stopped");
        startAgain(trial, one);
    }

    private static void loseDisk(Trial trial, Instance one) {
        one.stop();
        one.loseState();
        trial.log().note(one.name() + " has lost its disk");
        startAgain(trial, one);
    }

    private static void startAgain(Trial trial, Instance one) {
        trial.cluster().startAgain(one);
        trial.cluster().awaitSettled();
        trial.log().note(one.name() + " is back");
    }

    private static void check(Trial trial) {
        for (Tally tally : new Tally[] {trial.readers().calm(), trial.readers().underFaults()}) {
            assertThat(tally.count(Tally.Bad.FAILED)).as(trial.report()).isZero();
            assertThat(tally.count(Tally.Bad.WRONG)).as(trial.report()).isZero();
            assertThat(tally.count(Tally.Bad.UNTRUE)).as(trial.report()).isZero();
        }
        assertThat(trial.log().complaints()).as(trial.report()).isEmpty();
    }
}
