package dev.tributary.http;

import dev.tributary.config.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of TLS, whose certificate is replaced when its files are. Files that cannot be used change nothing: the
 * certificate that was read last goes on, and the log says so.
 */
final class TlsContext extends SslContextFactory.Server {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Certificates certificates;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tls-files");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> task;
    private String seen = "";

    /** @throws BadCertificate when the files cannot be used */
    TlsContext(Tls files) {
        certificates = new Certificates(files);
        setKeyStore(certificates.keyStore());
        setKeyManagerPassword(new String(certificates.password()));
        setExcludeProtocols();
        setIncludeProtocols("TLSv1.2", "TLSv1.3");
        setSniRequired(false);
        seen = fingerprint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        long everyMs = LOOK_EVERY.toMillis();
        task = looking.scheduleWithFixedDelay(this::look, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        if (task != null) {
            task.cancel(false);
        }
        looking.shutdownNow();
        super.doStop();
    }

    private void look() {
        String now = fingerprint();
        if (now.equals(seen)) {
            return;
        }
        try {
            var store = certificates.keyStore();
            reload(context -> context.setKeyStore(store));
            LOG.info("The certificate was read again");
        } catch (Exception unusable) {
            LOG.warn("The files of the certificate changed, but the old one goes on: {}", unusable.getMessage());
        }
        seen = now;
    }

    /** Files that cannot be read just now are like unchanged ones. */
    private String fingerprint() {
        try {
            return certificates.fingerprint();
        } catch (IOException away) {
            return seen;
        }
    }
}
