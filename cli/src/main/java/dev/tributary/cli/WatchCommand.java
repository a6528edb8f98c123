package dev.tributary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints documents and their changes as they happen, until it is stopped. */
@Command(
        name = "watch",
        description = {
            "Print documents of a running service, then their changes as they happen, one JSON object a line.",
            "A connection that breaks is made again, and goes on where it was. Ctrl-C ends it."
        },
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final long FIRST_WAIT_MS = 500;
    private static final long LAST_WAIT_MS = 15_000;

    @Mixin
    private final Remote remote = new Remote();

    @Mixin
    private final Wanted wanted = new Wanted();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private String lastId = "";
    private boolean hasAnswered;
    private long waitMs = FIRST_WAIT_MS;

    @Override
    public Integer call() throws InterruptedException {
        String path = wanted.path();
        while (follow(path)) {
            TimeUnit.MILLISECONDS.sleep(waitMs);
            waitMs = Math.min(2 * waitMs, LAST_WAIT_MS);
        }
        return 0;
    }

    /** Whether to try again: not when nobody reads any more. */
    private boolean follow(String path) {
        try {
            HttpResponse<InputStream> response = remote.follow(path, lastId);
            hasAnswered = true;
            if (response.statusCode() == OK) {
                return print(response.body());
            }
            Remote.Refused refused = remote.refused(response);
            if (response.statusCode() != UNAVAILABLE) {
                throw refused;
            }
            say(String.valueOf(refused.getMessage()));
        } catch (Remote.NoService away) {
            if (!hasAnswered) {
                throw away;
            }
            say(String.valueOf(away.getMessage()));
        }
        return true;
    }

    private boolean print(InputStream body) {
        try (Changes changes = new Changes(body, lastId, this::say)) {
            try {
                return changes.read(this::print);
            } finally {
                lastId = changes.lastId();
            }
        } catch (IOException broken) {
            say("the connection broke off; going on");
            return true;
        }
    }

    private boolean print(String line) {
        waitMs = FIRST_WAIT_MS;
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        return !out.checkError();
    }

    private void say(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(message);
        err.flush();
    }
}
