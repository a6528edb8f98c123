package dev.tributary.trials;

import static dev.tributary.trials.fault.FaultKind.FULL_DISK;
import static dev.tributary.trials.fault.FaultKind.JOIN;
import static dev.tributary.trials.fault.FaultKind.KILL;
import static dev.tributary.trials.fault.FaultKind.KILL_BROKER;
import static dev.tributary.trials.fault.FaultKind.KILL_CONTROLLER;
import static dev.tributary.trials.fault.FaultKind.LOST_STATE;
import static dev.tributary.trials.fault.FaultKind.PAUSE;
import static dev.tributary.trials.fault.FaultKind.POISON;
import static dev.tributary.trials.fault.FaultKind.RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.process.ThreeBrokers;
import dev.tributary.trials.fault.FaultKind;
import dev.tributary.trials.fault.Schedule;
import dev.tributary.trials.read.Tally;
import dev.tributary.trials.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After faults of every kind, on three brokers, every document is as the oracle says; readers never see a wrong one. */
@Tag("trial")
@Timeout(540)
class SchedulesTest {
    private static final int READS_PER_SECOND = 100;
    private static final int CHANGES_PER_SECOND = 30;
    private static final int DISK_MEGABYTES = 256;
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(6);

    private static ThreeBrokers kafka;

    @BeforeAll
    static void startBrokers() {
        kafka = ThreeBrokers.start(Seeds.directory("brokers"));
    }

    @AfterAll
    static void stopBrokers() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void documentsAreRightAfterEveryKindOfFault() {
        suffer(
                "faults",
                Map.of(),
                List.of(
                        List.of(RESTART, POISON),
                        List.of(KILL, KILL_CONTROLLER),
                        List.of(FULL_DISK),
                        List.of(PAUSE),
                        List.of(LOST_STATE),
                        List.of(JOIN)));
    }

    @Test
    void documentsAreRightAfterFaultsUnderExactlyOnce() {
        suffer(
                "exactly-once",
                Trial.Plan.EXACTLY_ONCE,
                List.of(List.of(KILL), List.of(PAUSE, KILL_BROKER), List.of(RESTART)));
    }

    private static void suffer(String name, Map<String, String> streams, List<List<FaultKind>> kinds) {
        Trial.Plan plan = new Trial.Plan(
                name,
                Seeds.SEED,
                Seeds.directory(name),
                3,
                READS_PER_SECOND,
                CHANGES_PER_SECOND,
                streams,
                false,
                DISK_MEGABYTES);
        try (Trial trial = Trial.start(plan, kafka)) {
            try {
                trial.suffer(Schedule.of(Seeds.SEED, LONGEST_HOLD, kinds));
                trial.compare();
            } finally {
                System.out.println(trial.report());
            }
            check(trial);
        }
    }

    private static void check(Trial trial) {
        Tally calm = trial.readers().calm();
        for (Tally.Bad kind : Tally.Bad.values()) {
            assertThat(calm.count(kind))
                    .as("%s while no fault was on%n%s", kind, trial.report())
                    .isZero();
        }
        assertThat(trial.readers().underFaults().count(Tally.Bad.WRONG))
                .as(trial.report())
                .isZero();
        assertThat(trial.log().complaints()).as(trial.report()).isEmpty();
    }
}
