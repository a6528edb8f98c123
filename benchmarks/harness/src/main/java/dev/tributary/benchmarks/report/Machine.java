package dev.tributary.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** What a run ran on. */
public final class Machine {
    private Machine() {}

    /** By name, in the order to be shown; more can be added. */
    public static Map<String, String> describe(boolean processorsApart) {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("when", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        machine.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " in all");
        machine.put(
                "pinning",
                processorsApart
                        ? "what is measured has the first processor, with what it is compared with, which is idle meanwhile; broker and load have the others"
                        : "none: what is measured shares its processors with the broker and the load");
        machine.put("Java", Runtime.version().toString());
        machine.put("Kafka", AppInfoParser.getVersion());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return machine;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
