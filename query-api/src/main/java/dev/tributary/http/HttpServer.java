package dev.tributary.http;

import dev.tributary.runtime.ViewReads;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinLogger;
import java.net.BindException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Where to listen, and as whom.
     *
     * @param service what the service is called
     * @param host name or address of a network interface; {@code 0.0.0.0} for all
     * @param port 0 for any free one
     */
    public record Options(String service, String host, int port) {
        public Options(String host, int port) {
            this("tributary", host, port);
        }

        public Options {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("Expected a port from 0 to 65535, but came " + port);
            }
        }
    }

    /**
     * Listens, and answers as soon as this returns.
     *
     * @param views by name; asked for with each request
     * @throws PortInUse when another process listens there
     */
    public static HttpServer start(Options options, Supplier<Map<String, ViewReads>> views) {
        return start(options, views, TopologyPages.NONE);
    }

    /** Likewise, with pages on how the views are kept. */
    public static HttpServer start(Options options, Supplier<Map<String, ViewReads>> views, TopologyPages topology) {
        Api api = new Api(options.service, new Views(views), topology);
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> connector(server, http, options));
            api.addTo(config.routes);
            Failures.addTo(config.routes);
        });
        start(javalin, options);
        return new HttpServer(javalin);
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

    /** Takes no more requests, lets those under way end for a while, then cuts them off. */
    @Override
    public void close() {
        try {
            javalin.jettyServer().server().stop();
        } catch (TimeoutException cutOff) {
            LOG.info("requests still under way after {} ms were cut off", CLOSE_AT_MOST_MS);
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP server did not stop", failure);
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
        config.jetty.modifyServer(HttpServer::configure);
        config.jetty.modifyHttpConfiguration(HttpServer::configure);
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
    }

    private static void configure(Server server) {
        server.insertHandler(new GracefulHandler());
        server.setStopTimeout(CLOSE_AT_MOST_MS);
        server.setErrorHandler(new MalformedRequests());
    }

    /** Keys are any text, so any path is let through: it is split and decoded by the handlers, and names no files. */
    private static void configure(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, Options options) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(options.host);
        connector.setPort(options.port);
        connector.setIdleTimeout(IDLE_AT_MOST_MS);
        connector.setShutdownIdleTimeout(CLOSE_IDLE_MS);
        return connector;
    }

    private static RuntimeException explained(Options options, JavalinBindException failure) {
        Throwable cause = bindException(failure);
        boolean inUse = cause != null && String.valueOf(cause.getMessage()).contains("in use");
        return inUse
                ? new PortInUse(options.host, options.port, failure)
                : new IllegalStateException(
                        "cannot listen on " + options.host + ":" + options.port + ": "
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
