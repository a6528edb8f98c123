package dev.tributary.cli;

import dev.tributary.config.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether anything listens where Kafka should: its own tools ask for a minute before they say so. */
final class Reachable {
    private static final int ALL_AT_MOST_MS = 8_000;

    private Reachable() {}

    /**
     * Tries each of the servers; what is no {@code host:port} is left to the tool.
     *
     * @param option by which others can be given, besides {@code -c}
     * @throws NoKafka when nothing listens at any of them
     */
    static void check(String servers, String option) {
        List<Optional<HostPort>> all = Stream.of(servers.split(","))
                .map(String::trim)
                .map(HostPort::parse)
                .toList();
        boolean listens =
                all.stream().anyMatch(each -> each.isEmpty() || listens(each.get(), ALL_AT_MOST_MS / all.size()));
        if (!listens) {
            throw new NoKafka(servers, option);
        }
    }

    private static boolean listens(HostPort server, int withinMs) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(server.host(), server.port()), withinMs);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Nothing listens there. */
    static final class NoKafka extends RuntimeException {
        NoKafka(String servers, String option) {
            super("no Kafka can be reached at " + servers + ": start it, or say where it is with " + option + " or -c");
        }
    }
}
