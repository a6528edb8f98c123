package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.view.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where cases run. */
public interface Driver {

    /** Starts the views of a case file where nothing of any other case is. */
    Session open(Model model);

    /** One case file's run. */
    interface Session extends AutoCloseable {
        /** How often a document is looked at again that is not yet as expected. */
        Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

        /**
         * Hands over records. A driver that can tell when all that follows has happened returns only then: an absence, or a
         * document that must stay as it is, is expected too.
         */
        void apply(List<SourceRecord> records);

        /** The document with that key, as the HTTP API writes it; empty when there is none. */
        Optional<JsonNode> document(String view, String key);

        /** How long documents may take to be as expected after {@link #apply}. */
        default Duration patience() {
            return Duration.ZERO;
        }

        /** What is not as expected, once all is or patience ends. */
        default List<Mismatch> awaitDocuments(List<Expectation> expected) throws InterruptedException {
            long deadline = System.nanoTime() + patience().toNanos();
            while (true) {
                List<Mismatch> mismatches = new ArrayList<>();
                for (Expectation each : expected) {
                    Optional<JsonNode> actual = document(each.view(), each.key());
                    if (!each.holds(actual)) {
                        mismatches.add(new Mismatch(each, actual));
                    }
                }
                if (mismatches.isEmpty() || System.nanoTime() >= deadline) {
                    return mismatches;
                }
                Thread.sleep(LOOK_AGAIN_AFTER.toMillis());
            }
        }

        @Override
        void close();
    }
}
