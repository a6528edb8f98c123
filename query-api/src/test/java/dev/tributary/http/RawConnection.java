package dev.tributary.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection on which any bytes can be sent, and answers are read one by one. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    RawConnection(int port, int waitAtMostMs) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(waitAtMostMs);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * An answer.
     *
     * @param headers by name in small letters; the last of each
     * @param goesOn whether the connection can be used again
     */
    record Answer(int status, Map<String, String> headers, byte[] body, boolean goesOn) {}

    /** Sends a request; its answer, or of a stream of events only the head. */
    Answer send(byte[] request, boolean hasBody) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return answer(hasBody);
    }

    /** Sends a request. */
    void begin(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** The next answer, or of a stream of events only the head. */
    Answer answer(boolean hasBody) throws IOException {
        lines.reset();
        try {
            return read(hasBody);
        } catch (RuntimeException unreadable) {
            throw new IOException(
                    unreadable + " in the answer `" + lines.toString(StandardCharsets.ISO_8859_1) + "`", unreadable);
        }
    }

    private Answer read(boolean hasBody) throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        boolean closes =
                headers.getOrDefault("connection", "").equalsIgnoreCase("close") || !statusLine.startsWith("HTTP/1.1");
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return new Answer(status, headers, new byte[0], false);
        }
        byte[] body = hasBody && status >= 200 && status != 204 && status != 304 ? body(headers) : new byte[0];
        return new Answer(status, headers, body, !closes && (status >= 200));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if (length != null) {
            return in.readNBytes(Integer.parseInt(length));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            whole.write(in.readNBytes(size));
            line();
        }
        line();
        return whole.toByteArray();
    }

    /** Reads a stream until a line has a text. */
    void readUntil(String text) throws IOException {
        String line = line();
        while (!line.contains(text)) {
            line = line();
        }
    }

    /** @throws EOFException when the server has closed the connection */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            lines.write(b);
            if (b < 0) {
                throw new EOFException("the server closed the connection after `" + line + "`");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
