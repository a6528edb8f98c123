package dev.tributary.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** A kept connection that costs the load generator as little as can be: an answer is found in the bytes as they come. Not thread-safe. */
public final class Connection implements AutoCloseable {
    private static final int ANSWER_AT_MOST_MS = 30_000;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final byte[] END_OF_CHUNKS = {'0', '\r', '\n', '\r', '\n'};
    private static final int END_OF_LINE = 2;
    private static final int HEXADECIMAL = 16;
    private static final int FIRST_BYTES = 64 << 10;

    private final Socket socket;
    private final InputStream in;
    private final int port;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int filled;
    private int bodyAt;
    private boolean inChunks;

    public Connection(int port) throws IOException {
        this.port = port;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_AT_MOST_MS);
        in = socket.getInputStream();
    }

    /** A request that can be sent again and again. */
    public byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").getBytes(ISO_8859_1);
    }

    /** Sends a request, and returns the status when the answer is there. */
    public int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        filled = 0;
        int head = -1;
        while (head < 0) {
            int from = Math.max(0, filled - END_OF_HEAD.length);
            more();
            head = find(END_OF_HEAD, from);
        }
        bodyAt = head + END_OF_HEAD.length;
        awaitBody(new String(bytes, 0, head, ISO_8859_1).toLowerCase(Locale.ROOT));
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    }

    private void awaitBody(String head) throws IOException {
        int length = head.indexOf("\r\ncontent-length:");
        inChunks = length < 0;
        if (length >= 0) {
            int end = head.indexOf('\r', length + 2);
            int all = bodyAt
                    + Integer.parseInt(head.substring(length + 17, end < 0 ? head.length() : end)
                            .strip());
            while (filled < all) {
                more();
            }
        } else {
            while (!endsWith(END_OF_CHUNKS)) {
                more();
            }
        }
    }

    private void more() throws IOException {
        if (filled == bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int count = in.read(bytes, filled, bytes.length - filled);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        filled += count;
    }

    private int find(byte[] what, int from) {
        for (int at = from; at + what.length <= filled; at++) {
            if (isAt(what, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean endsWith(byte[] what) {
        return filled - bodyAt >= what.length && isAt(what, filled - what.length);
    }

    private boolean isAt(byte[] what, int at) {
        for (int i = 0; i < what.length; i++) {
            if (bytes[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    /** The body of the last answer. */
    public String body() {
        return inChunks ? chunks() : new String(bytes, bodyAt, filled - bodyAt, UTF_8);
    }

    private String chunks() {
        ByteArrayOutputStream body = new ByteArrayOutputStream(filled - bodyAt);
        int at = bodyAt;
        while (true) {
            int end = at;
            while (bytes[end] != '\r') {
                end++;
            }
            int size = Integer.parseInt(new String(bytes, at, end - at, ISO_8859_1), HEXADECIMAL);
            if (size == 0) {
                return body.toString(UTF_8);
            }
            body.write(bytes, end + END_OF_LINE, size);
            at = end + END_OF_LINE + size + END_OF_LINE;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
