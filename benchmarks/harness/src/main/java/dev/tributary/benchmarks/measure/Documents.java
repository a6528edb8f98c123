package dev.tributary.benchmarks.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.benchmarks.load.Connection;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Ledger;
import dev.tributary.sandbox.process.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether a contender serves what it must: what is wrong is not measured. */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);
    private static final Comparator<JsonNode> BY_VALUE = (left, right) -> left.isNumber() && right.isNumber()
            ? left.decimalValue().compareTo(right.decimalValue())
            : left.equals(right) ? 0 : 1;
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    /** As slow as that, a contender is not worth waiting for. */
    private static final int ROWS_PER_SECOND_AT_LEAST = 500;

    private static final long ASK_AGAIN_AFTER_MS = 50;
    /** Times what an answer took: those who wait for a large document must not be most of the work. */
    private static final int REST = 9;

    private static final int SAMPLE = 50;
    private static final int OK = 200;

    private Documents() {}

    /**
     * What must come from an address.
     *
     * @param at where in the answer, as a JSON pointer
     * @param json is asked for as late as can be: it may be large
     */
    record Answer(String path, String at, Supplier<String> json) {
        static Answer document(Running running, Ledger ledger, int number) {
            return new Answer(running.contender().path(number), "", () -> ledger.document(number));
        }
    }

    /** Waits until a sample of all documents, and these, are right. */
    static void await(Running running, Ledger ledger, Collection<Integer> documents) {
        await(running, ledger.rows(), answers(running, ledger, documents));
    }

    /** Waits until all of these are right. */
    static void await(Running running, int rows, List<Answer> answers) {
        Duration atMost = AT_MOST.plusSeconds(rows / ROWS_PER_SECOND_AT_LEAST);
        int right = rightWithin(running, answers, atMost);
        if (right < answers.size()) {
            throw new Patience.GaveUp("waited " + atMost.toSeconds() + " s in vain for "
                    + running.contender().name() + " to serve what was written: " + right + " of " + answers.size()
                    + " are right, then came " + answers.get(right).path() + "\n" + running.lastWords());
        }
    }

    /** A sample of all documents and these; the first, which may be much the largest, is the last to be asked for. */
    static List<Answer> answers(Running running, Ledger ledger, Collection<Integer> documents) {
        Random random = new Random(1);
        IntStream sample = IntStream.range(0, SAMPLE).map(i -> ledger.anyDocument(random));
        return Stream.concat(sample.boxed(), documents.stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(document -> Answer.document(running, ledger, document))
                .toList();
    }

    /** Waits, and tells how many are right, one after the other. */
    static int rightWithin(Running running, List<Answer> answers, Duration atMost) {
        long start = System.nanoTime();
        int next = 0;
        while (next < answers.size()) {
            long asked = System.nanoTime();
            if (isRight(running, answers.get(next))) {
                next++;
                continue;
            }
            if (!running.isAlive()) {
                throw new IllegalStateException(running.lastWords());
            }
            long now = System.nanoTime();
            if (now - start > atMost.toNanos()) {
                return next;
            }
            Patience.sleep(Duration.ofMillis(ASK_AGAIN_AFTER_MS).plusNanos(REST * (now - asked)));
        }
        return next;
    }

    private static boolean isRight(Running running, Answer answer) {
        try (Connection connection = new Connection(running.port())) {
            int status = connection.send(connection.request(answer.path()));
            if (status != OK) {
                return false;
            }
            JsonNode came = JSON.readTree(connection.body()).at(answer.at());
            return JSON.readTree(answer.json().get()).equals(BY_VALUE, came);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("unreadable: " + answer.path(), unreadable);
        } catch (IOException notYet) {
            return false;
        }
    }
}
