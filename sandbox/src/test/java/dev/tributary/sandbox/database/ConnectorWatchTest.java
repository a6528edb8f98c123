package dev.tributary.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of answers of Connect; {@code DevDatabasesTest} has them of a real one. */
class ConnectorWatchTest {
    private static final String RUNNING = """
            {"state": "RUNNING", "worker_id": "127.0.0.1:8083"}""";
    private static final String REFUSED = """
            {"state": "FAILED", "worker_id": "127.0.0.1:8083", "trace": "ConnectException: Exiting\\n\\tat Task.run\\nCaused by: ConnectException: Cannot write\\n\\t... 9 more\\nCaused by: SQLException: denied\\n\\t... 2 more\\n"}""";
    private static final String RESTART =
            "; once that is mended: curl -X POST 'http://c/connectors/%s/restart?includeTasks=true&onlyFailed=true'";

    private final List<String> said = new ArrayList<>();
    private String answer = "";
    private final ConnectorWatch watch = new ConnectorWatch(
            "http://c",
            () -> {
                if (answer.isEmpty()) {
                    throw new ConnectException("refused");
                }
                return new ObjectMapper().readTree(answer);
            },
            said::add);

    @Test
    void aTaskThatFailsIsSaidOnceAndSoItIsThatItRunsAgain() throws Exception {
        look("sink", RUNNING, RUNNING);
        look("sink", RUNNING, REFUSED);
        look("sink", RUNNING, REFUSED);
        look("sink", RUNNING, RUNNING.replace("RUNNING", "RESTARTING"));
        look("sink", RUNNING, RUNNING);
        look("sink", RUNNING, RUNNING);
        assertThat(said)
                .containsExactly(
                        "connector  sink, task 0, has FAILED: ConnectException: Exiting Caused by: SQLException: denied"
                                + RESTART.formatted("sink"),
                        "connector  sink, task 0, runs again");
    }

    @Test
    void aConnectorThatFailsIsSaidAndWhenItFailsOtherwiseSaidAgain() throws Exception {
        look("source", REFUSED, RUNNING);
        look("source", REFUSED.replaceAll("\"trace\": .*", "\"trace\": \"NullPointerException\"}"), RUNNING);
        assertThat(said)
                .containsExactly(
                        "connector  source has FAILED: ConnectException: Exiting Caused by: SQLException: denied"
                                + RESTART.formatted("source"),
                        "connector  source has FAILED: NullPointerException" + RESTART.formatted("source"));
    }

    @Test
    void aWorkerThatDoesNotAnswerIsSaidOnceAndSoItIsThatItAnswersAgain() throws Exception {
        watch.look();
        watch.look();
        look("sink", RUNNING, RUNNING);
        look("sink", RUNNING, RUNNING);
        assertThat(said)
                .containsExactly(
                        "Connect    does not answer: java.net.ConnectException: refused; connect/connect.log in the folder of the logs says more",
                        "Connect    answers again");
    }

    private void look(String name, String connector, String task) throws InterruptedException {
        answer = """
                {"%1$s": {"status": {"name": "%1$s", "connector": %2$s, "tasks": [%3$s]}}}
                """.formatted(name, connector, task.replaceFirst("\\{", "{\"id\": 0, "));
        watch.look();
    }
}
