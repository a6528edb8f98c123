package dev.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.fault.Cluster;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.process.OneBroker;
import dev.tributary.trials.read.Tally;
import dev.tributary.trials.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An instance that joins takes its share when its copies are warm, and not before; readers see nothing of it. */
@Tag("trial")
@Timeout(420)
class JoiningTest {
    private static final int READS_PER_SECOND = 100;
    private static final int CHANGES_PER_SECOND = 200;
    private static final int NO_DISK_OF_ITS_OWN = 0;
    /** Of all logs of a task: few enough for the logs of a short trial to be longer. */
    private static final int WARM_BELOW_RECORDS = 100;

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    /** Two copies at a time are made warm, and once a minute it is looked which of them are. */
    private static final Duration SHARED_WITHIN = Duration.ofMinutes(5);

    @Test
    void aNewInstanceTakesItsShareWhenItIsWarmAndNotBefore() {
        try (OneBroker kafka = new OneBroker();
                Trial trial = Trial.start(
                        new Trial.Plan(
                                "joining",
                                Seeds.SEED,
                                Seeds.directory("joining"),
                                1,
                                READS_PER_SECOND,
                                CHANGES_PER_SECOND,
                                Map.of("acceptable.recovery.lag", Integer.toString(WARM_BELOW_RECORDS)),
                                true,
                                NO_DISK_OF_ITS_OWN),
                        kafka)) {
            try {
                Patience.sleep(WARM_UP);
                join(trial);
                trial.compare();
            } finally {
                System.out.println(trial.report());
            }
            check(trial);
        }
    }

    /** What an instance keeps of documents is counted; the steps before them are shared, too, so it is not always half of these. */
    private static void join(Trial trial) {
        Instance old = trial.cluster().instances().get(0);
        Instance joining = trial.cluster().add();
        Patience.until("the new instance to be ready", SHARED_WITHIN, joining::inRotation, joining::lastWords);
        trial.log().note(joining.name() + " is ready");
        int all = active(old, old);
        assertThat(active(old, joining)).as("active copies that are not warm").isZero();
        Patience.until(
                "the new instance to have its share",
                SHARED_WITHIN,
                () -> active(old, joining) >= all / 4 && active(old, old) >= all / 4,
                joining::lastWords);
        trial.log().note(joining.name() + " has " + active(old, joining) + " of " + all + " active copies");
    }

    /** How many active copies an instance has, as one knows it. */
    private static int active(Instance asked, Instance of) {
        int active = 0;
        try {
            for (JsonNode view : Cluster.get(asked, "/cluster").path("views")) {
                for (JsonNode partition : view.path("partitions")) {
                    active += partition.path("active").path("instance").asText().equals(of.address()) ? 1 : 0;
                }
            }
        } catch (IOException unanswered) {
            throw new UncheckedIOException(unanswered);
        }
        return active;
    }

    private static void check(Trial trial) {
        Tally calm = trial.readers().calm();
        for (Tally.Bad kind : Tally.Bad.values()) {
            assertThat(calm.count(kind)).as("%s%n%s", kind, trial.report()).isZero();
        }
        assertThat(trial.log().complaints()).as(trial.report()).isEmpty();
    }
}
