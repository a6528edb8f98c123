package dev.tributary.http;

import dev.tributary.metrics.Metrics;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** Measures each request when it has been answered. Of its address, only the template and the view's name are kept. */
final class RequestMeter implements RequestLog {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OTHER = "other";

    private final Views views;
    private final Metrics metrics;

    RequestMeter(Views views, Metrics metrics) {
        this.views = views;
        this.metrics = metrics;
    }

    @Override
    public void log(Request request, Response response) {
        Optional<Exchange> exchange = Exchange.of(request);
        String address = request.getHttpURI().getPath();
        boolean isRead = exchange.isPresent() && address != null && address.startsWith("/");
        RequestPath path = RequestPath.of(isRead ? address : "/" + OTHER);
        Route route = Route.of(path);
        String view = route.view(path).filter(views::has).orElse("");
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
        metrics.answered(method, route.template(), response.getStatus(), view, nanos(request, response, exchange));
        if (!view.isEmpty()) {
            long documents = exchange.map(Exchange::documents).orElse(0L);
            metrics.sent(view, documents, Response.getContentBytesWritten(response));
        }
    }

    /** A stream of events lasts for as long as somebody listens: of that counts how long it took to begin. */
    private static long nanos(Request request, Response response, Optional<Exchange> exchange) {
        String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean isStream = type != null && type.startsWith("text/event-stream");
        long now = System.nanoTime();
        long end = isStream ? exchange.flatMap(RequestMeter::begun).orElse(now) : now;
        return Math.max(0, end - request.getBeginNanoTime());
    }

    private static Optional<Long> begun(Exchange exchange) {
        return exchange.begunAt().stream().boxed().findFirst();
    }
}
