package dev.tributary.trials.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A kept connection to one port of this machine, which costs a reader little. It is opened again when it was closed in
 * between, as servers may close one that is idle. Not thread-safe.
 */
public final class Connection implements AutoCloseable {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MOST_HEADERS = 100;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private String servedBy = "";
    private long lagMs;
    private int length;
    private boolean chunked;
    private boolean lastOne;

    public Connection(int port) {
        this.port = port;
    }

    /**
     * GETs a path.
     *
     * @param headers lines that end with CR and LF; may be empty
     */
    public Answer get(String path, String headers) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n")
                .getBytes(ISO_8859_1);
        boolean kept = socket != null;
        try {
            return exchange(request);
        } catch (ClosedBefore idle) {
            if (kept) {
                return exchange(request);
            }
            throw idle;
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        try {
            OutputStream out = open().getOutputStream();
            try {
                out.write(request);
            } catch (IOException reset) {
                throw new ClosedBefore(reset.toString());
            }
            Answer answer = answer();
            if (lastOne) {
                close();
            }
            return answer;
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Before anything of the answer came: a connection that was kept may just have been closed. */
    private static final class ClosedBefore extends IOException {
        ClosedBefore(String how) {
            super(how);
        }
    }

    private Socket open() throws IOException {
        Socket known = socket;
        if (known != null) {
            return known;
        }
        Socket fresh = new Socket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECTED_WITHIN.toMillis());
        fresh.setSoTimeout((int) ANSWERED_WITHIN.toMillis());
        in = new BufferedInputStream(fresh.getInputStream(), BUFFER_BYTES);
        return fresh;
    }

    private Answer answer() throws IOException {
        String status = status();
        servedBy = "";
        lagMs = Answer.NO_LAG;
        length = 0;
        chunked = false;
        lastOne = false;
        int headers = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (++headers > MOST_HEADERS) {
                throw new IOException("more than " + MOST_HEADERS + " headers");
            }
            header(line);
        }
        byte[] body = chunked ? chunks() : in.readNBytes(length);
        if (!chunked && body.length < length) {
            throw new EOFException("the body ended after " + body.length + " of " + length + " bytes");
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), servedBy, lagMs, body);
    }

    private String status() throws IOException {
        in.mark(1);
        int first;
        try {
            first = in.read();
        } catch (SocketException reset) {
            throw new ClosedBefore(reset.toString());
        }
        if (first < 0) {
            throw new ClosedBefore("the connection was closed");
        }
        in.reset();
        return line();
    }

    private void header(String line) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "served-by" -> servedBy = value;
            case "view-lag" -> lagMs = Long.parseLong(value.substring(value.indexOf("ms=") + 3));
            case "content-length" -> length = Integer.parseInt(value);
            case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
            case "connection" -> lastOne = value.equalsIgnoreCase("close");
            default -> {}
        }
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new EOFException("a chunk ended after " + chunk.length + " of " + size + " bytes");
            }
            body.write(chunk);
            line();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed" + (line.isEmpty() ? "" : " after " + line));
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // as it should be
            }
        }
    }
}
