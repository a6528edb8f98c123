package dev.tributary.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code curl} prints of its options that the documents use; a stream of events ends behind its event {@code live}. */
final class Curl {
    private static final int ANSWER_AT_MOST_MS = 30_000;
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    /** As the documents say. */
    private static final List<String> LEFT_OUT = List.of("date:", "x-content-type-options:");

    private final StringBuilder request = new StringBuilder();
    private boolean showsHead;
    private String method = "GET";
    private String path = "/";

    private Curl() {}

    static String run(String command, int port) throws IOException {
        Curl curl = new Curl();
        curl.read(command);
        return curl.send(port);
    }

    private void read(String command) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(command); word.find(); ) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-i" -> showsHead = true;
                case "-I" -> {
                    showsHead = true;
                    method = "HEAD";
                }
                case "-N", "-s" -> {}
                case "-X" -> method = words.get(++i);
                case "-H" -> request.append(words.get(++i)).append("\r\n");
                default -> {
                    if (!word.startsWith("localhost:8080/")) {
                        throw new IllegalArgumentException("unknown to this curl: " + word);
                    }
                    path = word.substring("localhost:8080".length());
                }
            }
        }
    }

    private String send(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_AT_MOST_MS);
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost:8080\r\n" + request + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return answer(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        int length = 0;
        boolean isChunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String small = line.toLowerCase(Locale.ROOT);
            if (small.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
            }
            isChunked |= small.equals("transfer-encoding: chunked");
            if (showsHead && LEFT_OUT.stream().noneMatch(small::startsWith)) {
                answer.append(line).append('\n');
            }
        }
        if (method.equals("HEAD")) {
            length = 0;
        }
        String body = isChunked ? chunks(in) : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return (answer + (showsHead ? "\n" : "") + body).stripTrailing();
    }

    private static String chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
            String text = body.toString(StandardCharsets.UTF_8);
            if (text.endsWith("\n\n") && text.contains("event: live\n")) {
                break;
            }
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
