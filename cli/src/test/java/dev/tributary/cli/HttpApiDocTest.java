package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.ServiceConfig;
import dev.tributary.http.HttpServer;
import dev.tributary.metrics.Metrics;
import dev.tributary.runtime.Service;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every answer in docs/http-api.md is what the examples answer when they run, apart from times, lags and ids of events. {@code
 * -Ddocs.update=true} writes them anew.
 */
@Timeout(240)
final class HttpApiDocTest {
    private static final Path FILE =
            Cli.example("").resolve("../docs/http-api.md").normalize();
    private static final Pattern EVENT_ID = Pattern.compile("(?m)^id: (\\S+)$");
    private static final List<UnaryOperator<String>> NEVER_THE_SAME = List.of(
            text -> text.replaceAll("(?m)^( *Last-Modified: ).*$", "$1…"),
            text -> text.replaceAll("(?m)^( *View-Lag: \\d+;ms=)\\d+$", "$1…"),
            text -> text.replaceAll("(?m)^( *id: )\\S+$", "$1…"));
    private static final String LATE = """
            sources: {users: {topic: late.users, key: user_id}}
            views: {late-users: {from: users, fields: [user_id]}}
            """;

    private final Map<String, Integer> ports = new HashMap<>();
    /** Ids that the document has, and those that came instead. */
    private final Map<String, String> ids = new HashMap<>();

    @Test
    void answersAreThoseOfTheExamples() throws Exception {
        DocumentedAnswers documented = new DocumentedAnswers(Files.readString(FILE));
        List<String> answers = new ArrayList<>();
        try (Running shop = new Running();
                Running library = new Running();
                Running late = new Running()) {
            ports.put("", RunningExample.start("shop", shop).port());
            ports.put(
                    "examples/library", RunningExample.start("library", library).port());
            startLate(late);
            for (DocumentedAnswers.Example example : documented.examples()) {
                String known = documented.answer(example);
                answers.add(example.command().contains("|") ? known : run(example, known));
            }
        }
        assertThat(answers).hasSizeGreaterThan(25);
        String text = documented.with(answers);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(FILE, withIdsOfNow(text));
            return;
        }
        assertThat(withoutWhatIsNeverTheSame(text)).isEqualTo(withoutWhatIsNeverTheSame(Files.readString(FILE)));
    }

    /** Also where a command gives an id that was answered before. */
    private String withIdsOfNow(String text) {
        String now = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            now = now.replace(id.getKey(), id.getValue());
        }
        return now;
    }

    private static String withoutWhatIsNeverTheSame(String text) {
        String same = text;
        for (UnaryOperator<String> each : NEVER_THE_SAME) {
            same = each.apply(same);
        }
        return same;
    }

    private String run(DocumentedAnswers.Example example, String known) throws IOException {
        String command = example.command();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            command = command.replace(id.getKey(), id.getValue());
        }
        String answer = Curl.run(command, Objects.requireNonNull(ports.get(example.server()), example.server()));
        Matcher before = EVENT_ID.matcher(known);
        Matcher now = EVENT_ID.matcher(answer);
        while (before.find() && now.find()) {
            ids.put(before.group(1), now.group(1));
        }
        return answer;
    }

    /** A service whose source topic does not exist. */
    private void startLate(Running running) {
        Model model = ViewFiles.parse(Map.of("late.yaml", LATE)).model();
        SandboxKafka kafka = running.add(SandboxKafka.start());
        TemporaryState state = running.add(new TemporaryState());
        ServiceConfig config = ServiceConfig.local("late", state.directory(), kafka.bootstrapServers())
                .withPartitions(1);
        Metrics metrics = new Metrics();
        Service service = running.addFirst(Service.start(config, model, metrics));
        HttpServer http = running.addFirst(HttpServer.start(
                new HttpServer.Options("late", config.http()), service::views, new LivePages(model), metrics));
        ports.put("a service whose source topic does not exist", http.port());
    }
}
