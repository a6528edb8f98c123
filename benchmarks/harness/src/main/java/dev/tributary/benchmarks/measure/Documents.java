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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Whether a contender serves what it must: what is wrong is not measured. */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);
    private static final Comparator<JsonNode> BY_VALUE = (left, right) -> left.isNumber() && right.isNumber()
            ? left.decimalValue().compareTo(right.decimalValue())
            : left.equals(right) ? 0 : 1;
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final int SAMPLE = 50;
    private static final int OK = 200;

    private Documents() {}

    /** Waits until a sample of all documents, and those of these orders, are right. */
    static void await(Running running, Ledger ledger, Collection<Integer> orders) {
        List<Integer> customers = sample(ledger, orders);
        int[] next = {0};
        Patience.until(
                running.contender().name() + " to serve what was written",
                AT_MOST,
                () -> {
                    if (!running.isAlive()) {
                        throw new IllegalStateException(running.lastWords());
                    }
                    while (next[0] < customers.size() && isRight(running, ledger, customers.get(next[0]))) {
                        next[0]++;
                    }
                    return next[0] == customers.size();
                },
                () -> next[0] + " of " + customers.size() + " are right, then came customer " + customers.get(next[0])
                        + "\n" + running.lastWords());
    }

    private static List<Integer> sample(Ledger ledger, Collection<Integer> orders) {
        List<Integer> customers = new ArrayList<>();
        orders.forEach(order -> customers.add(ledger.shop().customerOf(order)));
        Random random = new Random(1);
        for (int i = 0; i < SAMPLE; i++) {
            customers.add(2 + random.nextInt(ledger.shop().customers() - 1));
        }
        return customers.stream().distinct().toList();
    }

    private static boolean isRight(Running running, Ledger ledger, int customer) throws JsonProcessingException {
        try (Connection connection = new Connection(running.port())) {
            int status = connection.send(connection.request(running.contender().path(customer)));
            return status == OK
                    && JSON.readTree(ledger.document(customer)).equals(BY_VALUE, JSON.readTree(connection.body()));
        } catch (JsonProcessingException unreadable) {
            throw unreadable;
        } catch (IOException notYet) {
            return false;
        }
    }
}
