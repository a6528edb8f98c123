package dev.tributary.http;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes connections that one thread at a time reads.
 *
 * <p>Jetty answers a malformed request in a thread of its own. When that is done before the thread that read the request has
 * freed its buffer, a third one goes on reading: both free it, and as the second time comes, another connection may have it
 * (docs/decisions/0019-http-security.md, One reader).
 */
final class SerialConnections extends HttpConnectionFactory {
    SerialConnections(HttpConfiguration http) {
        super(http);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConnection connection = new OneReader(getHttpConfiguration(), connector, endPoint);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    /** Who reads on waits for who reads. It is the same thread where reading on begins in the middle of it. */
    private static final class OneReader extends HttpConnection {
        private final Lock reading = new ReentrantLock();

        OneReader(HttpConfiguration http, Connector connector, EndPoint endPoint) {
            super(http, connector, endPoint);
        }

        @Override
        public void onFillable() {
            reading.lock();
            try {
                super.onFillable();
            } finally {
                reading.unlock();
            }
        }
    }
}
