package dev.tributary.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where something listens; an IPv6 address stands in brackets. */
public record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]/\\s]+):(\\d{1,5})");
    static final int MAX_PORT = 65_535;

    public HostPort {
        if (host.isEmpty() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "expected a host and a port from 1 to " + MAX_PORT + ", found " + host + ":" + port);
        }
    }

    /** Reads {@code host:port}; empty when the text is not that. */
    public static Optional<HostPort> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        return port < 1 || port > MAX_PORT ? Optional.empty() : Optional.of(new HostPort(matcher.group(1), port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
