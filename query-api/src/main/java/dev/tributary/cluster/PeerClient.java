package dev.tributary.cluster;

import dev.tributary.query.CopyAway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests to other instances, over connections that are kept, at most {@link Peer#MOST_REQUESTS} to each. Thread-safe. */
final class PeerClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);
    private static final int THREADS = 6;
    private static final int CONNECT_AT_MOST_MS = 500;
    private static final int IDLE_AT_MOST_MS = 15_000;
    /** For a free connection it is waited so long: enough for a burst, too short to wait for an instance that stands still. */
    private static final long FREE_WAIT_MS = 50;

    private static final int ANSWER_BYTES = 16 << 20;

    private final HttpClient client;
    private final String scheme;
    private final Signature signature;

    /** @param tls empty for plain HTTP */
    PeerClient(Optional<SslContextFactory.Client> tls, Signature signature) {
        ClientConnector connector = new ClientConnector();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("tributary-peers");
        threads.setDaemon(true);
        connector.setExecutor(threads);
        connector.setSelectors(1);
        tls.ifPresent(connector::setSslContextFactory);
        client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setMaxConnectionsPerDestination(Peer.MOST_REQUESTS);
        client.setMaxRequestsQueuedPerDestination(Peer.MOST_REQUESTS);
        client.setConnectTimeout(CONNECT_AT_MOST_MS);
        client.setIdleTimeout(IDLE_AT_MOST_MS);
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        scheme = tls.isPresent() ? "https" : "http";
        this.signature = signature;
        start();
    }

    private void start() {
        try {
            client.start();
            // the start adds one for gzip; but what comes is passed on as it is
            client.getContentDecoderFactories().clear();
        } catch (Exception failure) {
            throw new IllegalStateException("the client for other instances cannot start", failure);
        }
    }

    /**
     * A request that is about to be sent.
     *
     * @param target path and query, encoded
     * @param body empty for GET
     * @param waitMs for the beginning of the answer
     */
    record Sent(Peer peer, String target, Optional<byte[]> body, Map<String, String> headers, long waitMs) {}

    /** What is answered, whole. */
    CompletableFuture<ContentResponse> whole(Sent sent) {
        if (!sent.peer.acquire(Math.min(FREE_WAIT_MS, sent.waitMs))) {
            return CompletableFuture.failedFuture(busy());
        }
        return new CompletableResponseListener(request(sent).timeout(sent.waitMs, TimeUnit.MILLISECONDS), ANSWER_BYTES)
                .send()
                .handle((response, failure) -> {
                    sent.peer.release();
                    if (failure != null) {
                        throw silent(sent.peer, failure);
                    }
                    return response;
                });
    }

    /** Begins to read what is answered. Whoever gets it must close it. */
    Answer begin(Sent sent) {
        if (!sent.peer.acquire(Math.min(FREE_WAIT_MS, sent.waitMs))) {
            throw busy();
        }
        InputStreamResponseListener listener = new InputStreamResponseListener();
        request(sent).send(listener);
        return new Answer(sent.peer, listener, System.nanoTime() + sent.waitMs * 1_000_000);
    }

    private Request request(Sent sent) {
        HttpMethod method = sent.body.isPresent() ? HttpMethod.POST : HttpMethod.GET;
        Request request = client.newRequest(URI.create(scheme + "://" + sent.peer.address() + sent.target))
                .method(method)
                .headers(fields -> {
                    sent.headers.forEach(fields::put);
                    if (signature.isOn()) {
                        fields.put(Calls.SIGNATURE, signature.of(method.asString(), sent.target));
                    }
                });
        sent.body.ifPresent(bytes -> request.body(new BytesRequestContent("application/json", bytes)));
        return request;
    }

    private static CopyAway busy() {
        return CopyAway.late(
                "The instance that has the copy is still busy with " + Peer.MOST_REQUESTS + " requests of this one.");
    }

    private static CopyAway silent(Peer peer, Throwable failure) {
        peer.suspect();
        boolean late = failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
        LOG.debug("{} does not answer", peer, failure);
        // where it is, those who ask over HTTP need not know
        String message = "The instance that has the copy " + (late ? "does not answer in time." : "cannot be reached.");
        return late ? CopyAway.late(message) : CopyAway.notThere(message);
    }

    /** An answer that is read as it comes. Not thread-safe. */
    static final class Answer implements AutoCloseable {
        private final Peer peer;
        private final InputStreamResponseListener listener;
        private final long deadlineNs;
        private @Nullable InputStream body;
        private boolean isClosed;

        private Answer(Peer peer, InputStreamResponseListener listener, long deadlineNs) {
            this.peer = peer;
            this.listener = listener;
            this.deadlineNs = deadlineNs;
        }

        /** Waits for its status and headers. */
        Response head() {
            try {
                return listener.get(Math.max(1, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw CopyAway.late("The request was interrupted.");
            } catch (TimeoutException | ExecutionException failure) {
                throw silent(peer, failure);
            }
        }

        InputStream body() {
            if (body == null) {
                // a second one would be a stream of nothing
                body = listener.getInputStream();
            }
            return body;
        }

        /** What is left of it is not read. */
        @Override
        public void close() {
            if (isClosed) {
                return;
            }
            isClosed = true;
            peer.release();
            try {
                listener.close();
            } catch (IOException gone) {
                // that is what was wanted
            }
        }
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the client for other instances did not stop", failure);
        }
    }
}
