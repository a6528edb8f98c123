package dev.tributary.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that reads when it is told to, and that can go away without a word. */
final class SlowClient implements AutoCloseable {
    private static final int WAIT_MS = 20_000;
    private static final int LONGEST_LOOK = 64;
    private static final int RECEIVE_BUFFER_BYTES = 4 << 10;

    private final Socket socket = new Socket();
    private final InputStream in;

    SlowClient(int port, String path, String... headerLines) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.setSoTimeout(WAIT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MS);
        in = new BufferedInputStream(socket.getInputStream(), RECEIVE_BUFFER_BYTES);
        StringBuilder request =
                new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String line : headerLines) {
            request.append(line).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    String read(int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Reads up to a text, which may not begin in what was read before; how many puts came before it. */
    int readUntil(String text) throws IOException {
        StringBuilder last = new StringBuilder();
        int puts = 0;
        while (!last.toString().endsWith(text)) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the server closed the connection before `" + text + "`");
            }
            last.append((char) next);
            if (next == '\n') {
                puts += last.toString().equals("event: put\n") ? 1 : 0;
                last.setLength(0);
            } else if (last.length() > LONGEST_LOOK) {
                last.delete(0, last.length() - text.length());
            }
        }
        return puts;
    }

    /** All that is left, as text. */
    String readRest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Resets the connection. */
    void breakOff() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
