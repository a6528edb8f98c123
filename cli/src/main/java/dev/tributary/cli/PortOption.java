package dev.tributary.cli;

/** Ports as they are given to options. */
final class PortOption {
    private static final int LARGEST = 65_535;

    private PortOption() {}

    /** Refuses what is no port; 0 stands for any. */
    static int checked(String option, int port) {
        if (port < 0 || port > LARGEST) {
            throw new CannotRun(option + ": expected a port from 0 to " + LARGEST + ", but came " + port);
        }
        return port;
    }
}
