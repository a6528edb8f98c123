package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Oracle;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dev} from its start to its end, as a process of its own. */
class DevProcessTest {
    private static final Duration END_AT_MOST = Duration.ofSeconds(15);
    private static final Duration END_OF_SEVERAL_AT_MOST = Duration.ofSeconds(45);

    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void servesTheShopAndEndsClean(String signal, int exit) throws Exception {
        Path temporary = directory.resolve("tmp");
        try (ChildJvm dev =
                ChildJvm.start(temporary, "dev", Cli.example("shop").toString(), "--port", "0", "--still")) {
            dev.awaitText("Ctrl-C ends it.");
            assertThat(dev.err()).contains("view       customer-orders: 5 documents");
            String ada = dev.get("/views/customer-orders/1").body();
            assertThat(Documents.difference(expected("customer-orders", "1"), ada.getBytes(StandardCharsets.UTF_8)))
                    .isNull();
            assertThat(ada.split("\"order_id\":", -1)).hasSize(1 + 5);
            dev.signal(canBeInterrupted() ? signal : "TERM");
            assertThat(dev.awaitExit(END_AT_MOST)).isEqualTo(canBeInterrupted() ? exit : 143);
            assertThat(dev.err()).contains("stopping…").doesNotContain("Exception", "\tat ", "WARN", "ERROR");
        }
        try (var left = Files.list(temporary)) {
            // the JVM's own folder of performance data is not ours
            assertThat(left.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")))
                    .isEmpty();
        }
    }

    @Test
    void severalInstancesGoOnWithoutOneThatIsKilled() throws Exception {
        Path temporary = directory.resolve("tmp");
        try (ChildJvm dev = ChildJvm.start(
                temporary, "dev", Cli.example("shop").toString(), "--port", "0", "--still", "--instances", "3")) {
            dev.awaitText("Ctrl-C ends it.");
            Matcher ready = Pattern.compile("instance (\\d) http://localhost:(\\d+) {2}pid (\\d+)")
                    .matcher(dev.err());
            List<Long> pids = new ArrayList<>();
            while (ready.find()) {
                pids.add(Long.parseLong(ready.group(3)));
            }
            assertThat(pids).hasSize(3);
            assertThat(dev.get("/health/ready").statusCode()).isEqualTo(200);
            ProcessHandle.of(pids.get(2)).orElseThrow().destroyForcibly();
            dev.awaitText("instance 3 (pid " + pids.get(2) + ") has ended with 137; the others go on");
            assertThat(dev.get("/health/ready").statusCode()).isEqualTo(200);
            dev.signal("TERM");
            assertThat(dev.awaitExit(END_OF_SEVERAL_AT_MOST)).isEqualTo(143);
            assertThat(dev.err()).contains("stopping…").doesNotContain("Exception", "\tat ");
            assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        }
    }

    @Test
    void withoutTheSandboxItSaysThatItNeedsIt() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("sandbox"))
                .collect(Collectors.joining(File.pathSeparator));
        try (ChildJvm topics = ChildJvm.start(classPath, directory.resolve("tmp"), "topics", "--list")) {
            assertThat(topics.awaitExit(END_AT_MOST)).isEqualTo(Main.FAILURE);
            assertThat(topics.err())
                    .contains("error: this command needs the sandbox")
                    .hasLineCount(1);
        }
    }

    /** A JVM started in the background of a shell passes on that it ignores interrupts. */
    private static boolean canBeInterrupted() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return true;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
    }

    private static @Nullable Map<String, @Nullable Object> expected(String view, String key) throws IOException {
        Map<String, Collection<Map<String, @Nullable Object>>> rows = new TreeMap<>();
        for (String source : List.of("users", "orders", "catalog")) {
            List<Map<String, @Nullable Object>> own = new ArrayList<>();
            for (String line : Files.readAllLines(Cli.example("shop/data/" + source + ".jsonl"))) {
                own.add(row(line));
            }
            rows.put(source, own);
        }
        Map<String, Map<String, @Nullable Object>> documents =
                Oracle.of(Cli.example("shop/views.yaml")).evaluate(rows).get(view);
        return documents == null ? null : documents.get(key);
    }

    private static Map<String, @Nullable Object> row(String line) throws IOException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        EXACT.readTree(line).properties().forEach(each -> row.put(each.getKey(), Documents.plain(each.getValue())));
        return row;
    }
}
