package dev.tributary.sandbox.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main method, and ends the JVM when its standard input ends: whoever started it is gone then, even when it was
 * killed and could not clean up. The first argument is the class of the other one.
 */
public final class Leashed {
    private static final int LET_GO = 9;

    private Leashed() {}

    public static void main(String[] arguments) throws Throwable {
        Thread leash = new Thread(Leashed::awaitEnd, "leash");
        leash.setDaemon(true);
        leash.start();
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said to it
            }
        } catch (IOException gone) {
            // as good as an end
        }
        Runtime.getRuntime().halt(LET_GO);
    }
}
