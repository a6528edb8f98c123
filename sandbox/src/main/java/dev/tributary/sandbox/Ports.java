package dev.tributary.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on the loopback address.
 *
 * <p>Kafka wants its ports by number, so a free one is found first and bound later. In between, any outgoing connection
 * could be given a port of the system's ephemeral range; ports below that range are lost only to another server.
 */
public final class Ports {

    static final String HOST = "127.0.0.1";

    private static final int LOWEST = 20_000;
    private static final int BELOW_EPHEMERAL = 32_768;
    private static final int ATTEMPTS = 200;

    private Ports() {}

    /** One that nothing listens on now. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BELOW_EPHEMERAL);
            if (isFree(port)) {
                return port;
            }
        }
        throw new SandboxException("no free port on " + HOST + " between " + LOWEST + " and " + (BELOW_EPHEMERAL - 1)
                + " in " + ATTEMPTS + " attempts");
    }

    static void requireFree(int port) {
        if (!isFree(port)) {
            throw new SandboxException("cannot listen on " + HOST + ":" + port
                    + ": the port is in use; stop what listens there, or choose another port");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as Kafka binds it: a port that only waits for its last connections to fade counts as free
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
