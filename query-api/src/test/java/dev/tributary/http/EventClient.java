package dev.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of a stream of events, as a browser's EventSource is one: it keeps the last id, and what the events amount to. */
final class EventClient implements AutoCloseable {
    private static final long WAIT_S = 20;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What is told when the stream has ended. */
    static final Event END = new Event("end", "", "");

    final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<String> comments = new ArrayList<>();
    private final Map<String, String> documents = new LinkedHashMap<>();
    private String lastId;
    private boolean isLive;
    private boolean hasEnded;
    private int resets;

    /** One event. A comment is one, too, with its text. */
    record Event(String name, String id, String data) {
        @Override
        public String toString() {
            return name + (data.isEmpty() || data.equals("{}") ? "" : " " + data);
        }
    }

    private EventClient(HttpResponse<InputStream> response, String lastId) {
        this.response = response;
        this.lastId = lastId;
        Thread reader = new Thread(this::read, "event-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens a stream; {@code lastId} is empty for none. */
    static EventClient open(int port, String path, String lastId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return new EventClient(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()), lastId);
    }

    /** Breaks off, and opens the same again, at a server. */
    EventClient reopen(int port) throws IOException, InterruptedException {
        breakOff();
        EventClient again = open(port, path(), lastId);
        again.documents.putAll(documents);
        return again;
    }

    /** Path and query. */
    String path() {
        String query = response.request().uri().getRawQuery();
        return response.request().uri().getRawPath() + (query == null ? "" : "?" + query);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String id = lastId;
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    events.add(new Event(name, id, data.toString()));
                    name = "";
                    data.setLength(0);
                } else if (line.startsWith(":")) {
                    events.add(new Event("comment", id, line.substring(1).trim()));
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).trim();
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else {
                    throw new IOException("not a line of an event: " + line);
                }
            }
        } catch (IOException gone) {
            events.add(new Event("gone", "", ""));
        }
        events.add(END);
    }

    /** The next event; comments, and what only carries an id, are passed over. */
    Event next() throws InterruptedException {
        while (true) {
            Event event = events.poll(WAIT_S, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event within " + WAIT_S + " s; documents so far: " + documents);
            }
            if (event.name.equals("comment")) {
                comments.add(event.data);
            } else {
                take(event);
                if (!event.name.isEmpty()) {
                    return event;
                }
            }
        }
    }

    private void take(Event event) {
        if (event.equals(END) || event.name.equals("gone")) {
            hasEnded = true;
            return;
        }
        lastId = event.id;
        switch (event.name) {
            case "reset" -> {
                resets++;
                documents.clear();
                isLive = false;
            }
            case "put" -> documents.put(key(event), member(event, "document"));
            case "delete" -> documents.remove(key(event));
            case "live" -> isLive = true;
            default -> {}
        }
    }

    private static String key(Event event) {
        return json(event).path("key").asText();
    }

    private static String member(Event event, String name) {
        return json(event).path(name).toString();
    }

    private static JsonNode json(Event event) {
        try {
            return TestApi.JSON.readTree(event.data);
        } catch (IOException notJson) {
            throw new AssertionError(event.data, notJson);
        }
    }

    /** The events up to the first of a name. */
    List<String> upTo(String name) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (Event event = next(); ; event = next()) {
            seen.add(event.toString());
            if (event.name.equals(name)) {
                return seen;
            }
            if (event.equals(END)) {
                throw new AssertionError("the stream ended after " + seen + " before " + name);
            }
        }
    }

    /** Takes what has come until nothing comes for a while; whether something came. */
    boolean takeAll(long quietMs) throws InterruptedException {
        boolean any = false;
        for (Event event = events.poll(quietMs, TimeUnit.MILLISECONDS);
                event != null;
                event = events.poll(quietMs, TimeUnit.MILLISECONDS)) {
            any = true;
            if (event.name.equals("comment")) {
                comments.add(event.data);
            } else {
                take(event);
            }
        }
        return any;
    }

    /** What the events amount to, by key. */
    Map<String, String> documents() {
        return documents;
    }

    List<String> comments() {
        return comments;
    }

    String lastId() {
        return lastId;
    }

    /** How often it had to forget everything. */
    int resets() {
        return resets;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    boolean isLive() {
        return isLive;
    }

    /** Goes away without a word. */
    void breakOff() throws IOException {
        response.body().close();
    }

    @Override
    public void close() throws IOException {
        breakOff();
    }
}
