package dev.tributary.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads a stream of events. One that is silent for long is taken for dead. */
final class Changes implements AutoCloseable {
    /** Three signs of life were missed. */
    private static final long SILENT_AT_MOST_MS = 45_000;

    private static final long LOOK_EVERY_MS = 1_000;

    private final InputStream body;
    private final Consumer<String> comments;
    private volatile long heardAtMs = System.currentTimeMillis();
    private volatile boolean isClosed;
    private String lastId;

    /**
     * Begins to read.
     *
     * @param lastId from which the stream goes on
     * @param comments what the service says beside the events
     */
    Changes(InputStream body, String lastId, Consumer<String> comments) {
        this.body = body;
        this.lastId = lastId;
        this.comments = comments;
        Thread watchdog = new Thread(this::watch, "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /** Where to go on when the stream has broken off. */
    String lastId() {
        return lastId;
    }

    private void watch() {
        while (!isClosed) {
            if (System.currentTimeMillis() - heardAtMs > SILENT_AT_MOST_MS) {
                close();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * Reads until the stream ends.
     *
     * @param lines takes each event as a line of JSON; false when it wants no more
     * @return whether more was wanted
     */
    boolean read(Predicate<String> lines) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String event = "";
        String id = lastId;
        String data = "";
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            heardAtMs = System.currentTimeMillis();
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("id:")) {
                id = line.substring("id:".length()).trim();
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            } else if (line.startsWith(": ")) {
                comments.accept(line.substring(": ".length()));
            } else if (line.isEmpty()) {
                lastId = id;
                if (!data.isEmpty() && !lines.test(json(event, data))) {
                    return false;
                }
                event = "";
                data = "";
            }
        }
        return true;
    }

    /** The event's name as the first member of what it says. */
    private static String json(String event, String data) {
        return "{\"event\":\"" + event + "\"" + (data.equals("{}") ? "" : ",") + data.substring(1);
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            body.close();
        } catch (IOException gone) {
            // it is not read any more
        }
    }
}
