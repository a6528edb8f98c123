package dev.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.process.OneBroker;
import dev.tributary.trials.process.SmallDisk;
import dev.tributary.trials.read.Tally;
import dev.tributary.trials.trial.Trial;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers of three instances miss nothing while one of them goes away: killed, restarted, or without room on its disk. */
@Tag("trial")
@Timeout(420)
class ReadersTest {
    private static final int READS_PER_SECOND = Integer.getInteger("trial.reads", 200);
    private static final int CHANGES_PER_SECOND = 30;
    private static final int DISK_MEGABYTES = 256;
    /** What is not compiled yet is slow. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("trial.warmup", 10));

    private static final Duration ACTIVE_WITHIN = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(4);
    private static final Duration FULL_FOR = Duration.ofSeconds(8);

    private static OneBroker kafka;
    private static Trial trial;

    @BeforeAll
    static void startInstances() {
        kafka = new OneBroker();
        trial = Trial.start(
                new Trial.Plan(
                        "readers",
                        Seeds.SEED,
                        Seeds.directory("readers"),
                        3,
                        READS_PER_SECOND,
                        CHANGES_PER_SECOND,
                        Map.of(),
                        true,
                        DISK_MEGABYTES),
                kafka);
        Patience.sleep(WARM_UP);
    }

    @AfterAll
    static void stopInstances() {
        if (trial != null) {
            trial.close();
        }
        kafka.close();
    }

    @BeforeEach
    void countFromNothing() {
        trial.readers().startOver();
        Patience.sleep(CALM);
    }

    @AfterEach
    void report() {
        System.out.println(trial.report());
    }

    @Test
    void everyReadIsAnsweredWhenAnInstanceIsKilled() {
        Instance victim = trial.cluster().instances().get(0);
        Instance other = trial.cluster().instances().get(1);
        trial.clock().on();
        victim.kill();
        trial.log().note("kill -9 of " + victim.name());
        Duration awaited = trial.awaitActive(other, ACTIVE_WITHIN);
        trial.log().note("active copies of all partitions");
        trial.cluster().startAgain(victim);
        trial.cluster().awaitSettled();
        trial.clock().off();
        requireGoodAnswers();
        trial.compare();
        assertThat(awaited).as(trial.report()).isLessThan(ACTIVE_WITHIN);
    }

    @Test
    void everyReadIsAnsweredWhileAllInstancesAreRestartedOneByOne() {
        trial.clock().on();
        for (Instance each : trial.cluster().instances()) {
            each.stop();
            trial.log().note(each.name() + " has stopped");
            trial.cluster().startAgain(each);
            trial.log().note(each.name() + " is ready");
            trial.cluster().awaitSettled();
        }
        trial.clock().off();
        requireGoodAnswers();
        trial.compare();
    }

    @Test
    void everyReadIsAnsweredWhileAnInstanceHasNoRoomOnItsDisk() {
        Instance victim = trial.cluster().instances().get(2);
        SmallDisk disk = victim.disk().orElseThrow();
        trial.clock().on();
        victim.excuse(true);
        disk.fill();
        trial.log().note("the disk of " + victim.name() + " is full");
        Patience.sleep(FULL_FOR);
        disk.free();
        victim.stop();
        victim.excuse(false);
        trial.cluster().startAgain(victim);
        trial.cluster().awaitSettled();
        trial.log().note("there is room again, and " + victim.name() + " was restarted");
        trial.clock().off();
        requireGoodAnswers();
        trial.compare();
    }

    private static void requireGoodAnswers() {
        for (Tally tally : new Tally[] {trial.readers().calm(), trial.readers().underFaults()}) {
            assertThat(tally.count(Tally.Bad.FAILED)).as(trial.report()).isZero();
            assertThat(tally.count(Tally.Bad.WRONG)).as(trial.report()).isZero();
            assertThat(tally.count(Tally.Bad.UNTRUE)).as(trial.report()).isZero();
        }
        assertThat(trial.readers().calm().count(Tally.Bad.BACKWARDS))
                .as(trial.report())
                .isZero();
        assertThat(trial.log().complaints()).as(trial.report()).isEmpty();
    }
}
