package dev.tributary.http;

import dev.tributary.config.HttpLimits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request passes before it is looked at, and every answer on its way out. A credential in the address is taken out
 * of it here, so that nothing behind can log it, or put it into a link.
 */
final class Entrance extends Handler.Wrapper {
    static final String TOKEN = "access_token";

    private final HttpLimits limits;
    private final Optional<CorsHeaders> cors;
    private final boolean takesQueryToken;

    Entrance(HttpLimits limits, Optional<CorsHeaders> cors, boolean takesQueryToken) {
        this.limits = limits;
        this.cors = cors;
        this.takesQueryToken = takesQueryToken;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Query query = takesQueryToken ? Query.of(request.getHttpURI()) : Query.NONE;
        Exchange exchange = new Exchange(limits, query.token);
        exchange.attachTo(request);
        Response dressed = new DressedResponse(request, response, exchange, cors);
        Optional<Problem> tooLong = tooLong(request);
        if (tooLong.isPresent()) {
            MalformedRequests.send(tooLong.get(), dressed, callback);
            return true;
        }
        if (cors.isPresent() && CorsHeaders.isPreflight(request)) {
            cors.get().answerPreflight(request, dressed, callback);
            return true;
        }
        return super.handle(query.without(request), dressed, callback);
    }

    private Optional<Problem> tooLong(Request request) {
        String address = request.getHttpURI().getPathQuery();
        if (address != null && address.length() > limits.urlBytes()) {
            return Optional.of(MalformedRequests.addressTooLong(limits.urlBytes()));
        }
        long headers = 0;
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers += field.getName().length() + (value == null ? 0 : value.length());
        }
        return headers > limits.headerBytes()
                ? Optional.of(MalformedRequests.headersTooLong(limits.headerBytes()))
                : Optional.empty();
    }

    /** A query that may hold a credential. */
    private record Query(Optional<String> token, List<String> others) {
        static final Query NONE = new Query(Optional.empty(), List.of());

        static Query of(HttpURI address) {
            if (address.getQuery() == null) {
                return NONE;
            }
            Optional<String> token = Optional.empty();
            List<String> others = new ArrayList<>();
            for (String pair : address.getQuery().split("&", -1)) {
                if (pair.startsWith(TOKEN + "=")) {
                    token = Optional.of(decoded(pair.substring(TOKEN.length() + 1)));
                } else {
                    others.add(pair);
                }
            }
            return new Query(token, others);
        }

        /** Credentials may end in {@code =}, which many encode. They have no blanks: a {@code +} is one of their characters. */
        private static String decoded(String token) {
            try {
                return URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException plain) {
                return token;
            }
        }

        /** The request as it would be without the credential. */
        Request without(Request request) {
            if (token.isEmpty()) {
                return request;
            }
            String rest = others.isEmpty() ? null : String.join("&", others);
            return Request.serveAs(
                    request, HttpURI.build(request.getHttpURI()).query(rest).asImmutable());
        }
    }
}
