package dev.tributary.databases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What connect/README.md says of the connectors is what they have. */
class ConnectorsTest {
    private static final Path CONNECT = Path.of("..", "connect");
    private static final Pattern OPTION = Pattern.compile("`([a-z.]+)`");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z_]+)}");

    private static List<String> connectors() throws IOException {
        try (Stream<Path> files = Files.list(CONNECT)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void eachOptionHasItsReason(String file) throws IOException {
        String all = file.equals("file-source.json")
                ? ""
                : section(file.endsWith("-source.json") ? "All sources from MariaDB" : "Both sinks");
        Set<String> explained = options(all + section(file));
        Set<String> used = used(file);
        Set<String> missing = new TreeSet<>(used);
        missing.removeAll(explained);
        assertThat(missing)
                .as("options of %s of which README.md says nothing", file)
                .isEmpty();
        Set<String> gone = options(section(file));
        gone.removeAll(used);
        assertThat(gone).as("options in README.md that %s does not have", file).isEmpty();
    }

    @Test
    void theWorkerLetsConnectorsReadAllThatTheyName() throws IOException {
        String worker = Files.readString(CONNECT.resolve("worker.properties"));
        Matcher allowed = Pattern.compile("allowlist\\.pattern=(\\S+)").matcher(worker);
        assertThat(allowed.find()).isTrue();
        Set<String> named = variables(worker);
        for (String file : connectors()) {
            named.addAll(variables(Files.readString(CONNECT.resolve(file))));
        }
        assertThat(new TreeSet<>(Arrays.asList(allowed.group(1).split("\\|")))).isEqualTo(named);
        String readme = Files.readString(CONNECT.resolve("README.md"));
        assertThat(named).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    @Test
    void eachFileIsInTheTable() throws IOException {
        String readme = Files.readString(CONNECT.resolve("README.md"));
        assertThat(connectors()).allSatisfy(file -> assertThat(readme).contains("| [" + file + "](" + file + ") |"));
    }

    private static Set<String> used(String file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(CONNECT.resolve(file).toFile());
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The first column of the table below a heading; nothing when there is none. */
    private static String section(String heading) throws IOException {
        String readme = Files.readString(CONNECT.resolve("README.md"));
        int start = readme.indexOf("\n### " + heading + "\n");
        if (start < 0) {
            return "";
        }
        int end = readme.indexOf("\n### ", start + 1);
        return readme.substring(start, end < 0 ? readme.length() : end)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf("|", 1)))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> options(String text) {
        return found(OPTION, text);
    }

    private static Set<String> variables(String text) {
        return found(VARIABLE, text);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
