package dev.tributary.http;

import dev.tributary.cluster.Cluster;
import dev.tributary.config.HttpLimits;
import dev.tributary.config.ServiceConfig;
import dev.tributary.live.Live;
import dev.tributary.live.RoutedReads;
import dev.tributary.metrics.Metrics;
import dev.tributary.openapi.Security;
import dev.tributary.runtime.ViewReads;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinLogger;
import java.net.BindException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves views over HTTP until it is closed. */
public final class HttpServer implements AutoCloseable {
    /** Requests under way get so long to end. */
    private static final long CLOSE_AT_MOST_MS = 5_000;
    /** Connections without a request are closed then. */
    private static final long CLOSE_IDLE_MS = 50;
    /** A connection on which nothing moves for so long is closed; with {@link Body}'s bound less than a store waits to close. */
    private static final long IDLE_AT_MOST_MS = 18_000;

    /** The first line of a request without its address, and the ends of lines. */
    private static final int LINE_BYTES = 2 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin javalin;
    private final Cluster cluster;
    private final Metrics metrics;
    private final Draining draining;
    private final Live live;

    private HttpServer(Javalin javalin, Cluster cluster, Metrics metrics, Draining draining, Live live) {
        this.javalin = javalin;
        this.cluster = cluster;
        this.live = live;
        this.metrics = metrics;
        this.draining = draining;
    }

    /**
     * Where to listen, as whom, and for whom.
     *
     * @param service what the service is called
     */
    public record Options(String service, ServiceConfig.Http http) {
        public Options(String service, String host, int port) {
            this(service, new ServiceConfig.Http(host, port, Optional.empty()));
        }

        public Options(String host, int port) {
            this("tributary", host, port);
        }

        public Options {
            if (http.port() < 0 || http.port() > 65_535) {
                throw new IllegalArgumentException("Expected a port from 0 to 65535, but came " + http.port());
            }
        }

        private String host() {
            return http.host();
        }

        private int port() {
            return http.port();
        }
    }

    /**
     * Listens, and answers as soon as this returns.
     *
     * @param views by name; asked for with each request
     * @throws PortInUse when another process listens there
     * @throws BadCertificate when the files for TLS cannot be used
     */
    public static HttpServer start(Options options, Supplier<Map<String, ViewReads>> views) {
        return start(options, views, TopologyPages.NONE, new Metrics());
    }

    /**
     * Likewise.
     *
     * @param topology pages on how the views are kept
     * @param metrics shown and added to; closed with the server
     */
    public static HttpServer start(
            Options options, Supplier<Map<String, ViewReads>> source, TopologyPages topology, Metrics metrics) {
        Views views = new Views(source);
        Draining draining = new Draining();
        Optional<TlsContext> tls = options.http.tls().map(TlsContext::new);
        Cluster cluster = new Cluster(
                options.http.address(),
                options.http.clusterSecret(),
                options.http.tls().map(files -> PeerTls.of(files, options.http.clusterAuthority())),
                source);
        DocumentCache cache = new DocumentCache(options.http.limits().documentCacheBytes());
        Live live = new Live(new RoutedReads(cluster), options.http.limits().streams());
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.modifyServer(server -> configure(server, options.http, new RequestMeter(views, metrics)));
            config.jetty.modifyHttpConfiguration(http -> configure(http, options.http.limits()));
            config.jetty.addConnector((server, http) -> connector(server, http, options, tls));
            new Guard(options.service, options.http, cluster.signature()).addTo(config.routes);
            Security security = options.http.access().areOn() ? Security.ON : Security.OFF;
            new Api(
                            options.service,
                            views,
                            cluster,
                            cache,
                            topology,
                            security,
                            draining,
                            new LiveAnswers(live, metrics))
                    .addTo(config.routes);
            new OperatorPages(options.service, options.http.address(), views, cluster, metrics).addTo(config.routes);
            new InstanceCalls(views, cluster).addTo(config.routes);
            Failures.addTo(config.routes);
        });
        try {
            start(javalin, options);
        } catch (RuntimeException failure) {
            live.close();
            cluster.close();
            throw failure;
        }
        Connector connector = javalin.jettyServer().server().getConnectors()[0];
        metrics.connections(() -> connector.getConnectedEndPoints().size());
        metrics.streams(live::open);
        metrics.documentCache(cache, DocumentCache::hits, DocumentCache::misses);
        return new HttpServer(javalin, cluster, metrics, draining, live);
    }

    /** Without the framework's own words: what is thrown says it all. */
    private static void start(Javalin javalin, Options options) {
        JavalinLogger.enabled = false;
        try {
            javalin.start();
        } catch (JavalinBindException failure) {
            throw explained(options, failure);
        } finally {
            JavalinLogger.enabled = true;
        }
    }

    public int port() {
        return javalin.port();
    }

    /**
     * Says from now on that it is not ready, so that no new clients are sent here. It goes on answering until it is closed,
     * which is for when nothing else of the service runs any more.
     */
    public void drain() {
        draining.begin();
    }

    /** Ends streams, takes no more requests, lets those under way end for a while, then cuts them off. */
    @Override
    public void close() {
        try {
            live.close();
            javalin.jettyServer().server().stop();
        } catch (TimeoutException cutOff) {
            LOG.info("requests still under way after {} ms were cut off", CLOSE_AT_MOST_MS);
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP server did not stop", failure);
        } finally {
            cluster.close();
            metrics.close();
        }
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.router.ignoreTrailingSlashes = false;
        config.router.javaLangErrorHandler(Failures::fatal);
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
    }

    private static void configure(Server server, ServiceConfig.Http http, RequestMeter meter) {
        HttpLimits limits = http.limits();
        server.insertHandler(new Entrance(
                limits, http.cors().map(CorsHeaders::new), http.access().queryToken()));
        server.insertHandler(new GracefulHandler());
        server.setStopTimeout(CLOSE_AT_MOST_MS);
        server.setErrorHandler(new MalformedRequests(limits.urlBytes(), limits.headerBytes()));
        server.setRequestLog(meter);
    }

    /** Keys are any text, so any path is let through: it is split and decoded by the handlers, and names no files. */
    private static void configure(HttpConfiguration http, HttpLimits limits) {
        http.setRequestHeaderSize(limits.urlBytes() + limits.headerBytes() + LINE_BYTES);
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, Options options, Optional<TlsContext> tls) {
        ServerConnector connector = tls.isPresent()
                ? new ServerConnector(
                        server, new SslConnectionFactory(tls.get(), "http/1.1"), new SerialConnections(secure(http)))
                : new ServerConnector(server, new SerialConnections(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(IDLE_AT_MOST_MS);
        connector.setShutdownIdleTimeout(CLOSE_IDLE_MS);
        return connector;
    }

    /** It is for clients to see that the certificate has the name that they asked; health checks ask by address. */
    private static HttpConfiguration secure(HttpConfiguration http) {
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.addCustomizer(new SecureRequestCustomizer(false));
        return secure;
    }

    private static RuntimeException explained(Options options, JavalinBindException failure) {
        Throwable cause = bindException(failure);
        boolean inUse = cause != null && String.valueOf(cause.getMessage()).contains("in use");
        return inUse
                ? new PortInUse(options.host(), options.port(), failure)
                : new IllegalStateException(
                        "cannot listen on " + options.host() + ":" + options.port() + ": "
                                + (cause == null ? failure : cause).getMessage(),
                        failure);
    }

    private static @Nullable Throwable bindException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return cause;
            }
        }
        return null;
    }
}
