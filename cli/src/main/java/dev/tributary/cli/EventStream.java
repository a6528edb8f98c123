package dev.tributary.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Server-sent events as they come (HTML Living Standard, 9.2.6). Not thread-safe. */
final class EventStream {
    private final BufferedReader lines;

    EventStream(InputStream body) {
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /**
     * One event.
     *
     * @param id null when the event has none: the one before it stays
     * @param data the lines joined; empty when it has none
     */
    record Event(String type, @Nullable String id, String data) {}

    /** The next event; null at the end of the stream. What is not complete by then is no event. */
    @Nullable
    Event next() throws IOException {
        String type = "message";
        String id = null;
        StringBuilder data = new StringBuilder();
        boolean begun = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && begun) {
                return new Event(type, id, data.toString());
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            switch (field) {
                case "event" -> type = value;
                case "id" -> id = value;
                case "data" -> data.append(data.length() == 0 ? "" : "\n").append(value);
                default -> {
                    // comments, and what says how long to wait
                    continue;
                }
            }
            begun = true;
        }
        return null;
    }
}
