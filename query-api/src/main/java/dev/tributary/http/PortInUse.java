package dev.tributary.http;

/** The port is taken by another process. */
public final class PortInUse extends RuntimeException {
    PortInUse(String host, int port, Throwable cause) {
        super(
                "port " + port + " of " + host + " is in use by another process: stop that process, or choose another"
                        + " port (http.port; 0 takes any free one)",
                cause);
    }
}
