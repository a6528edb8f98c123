package dev.tributary.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what the server refuses before any handler sees it: too long, malformed, or come while it closes. */
final class MalformedRequests extends ErrorHandler {
    private final int urlBytes;
    private final int headerBytes;

    MalformedRequests(int urlBytes, int headerBytes) {
        this.urlBytes = urlBytes;
        this.headerBytes = headerBytes;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        DressedResponse.dress(response.getHeaders());
        send(problem(status, cause), response, callback);
    }

    /** Whatever was asked for, the answer says what is wrong. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    private Problem problem(int status, @Nullable Throwable cause) {
        return switch (status) {
            case HttpStatus.URI_TOO_LONG_414 -> addressTooLong(urlBytes);
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> headersTooLong(headerBytes);
            default -> Problem.of(status, "http-" + status, HttpStatus.getMessage(status), detail(status, cause));
        };
    }

    /** What is refused is said; what has failed is for the log. */
    private static String detail(int status, @Nullable Throwable cause) {
        String why =
                HttpStatus.isClientError(status) && cause instanceof HttpException refusal ? refusal.getReason() : null;
        return "The server cannot take this request" + (why == null ? "." : ": " + why);
    }

    static Problem addressTooLong(int most) {
        return Problem.of(
                        414,
                        "address-too-long",
                        "Address too long",
                        "Expected at most " + most
                                + " bytes of path and query; ask for fewer keys or values at a time.")
                .with("most", most);
    }

    static Problem headersTooLong(int most) {
        return Problem.of(
                        431,
                        "headers-too-long",
                        "Headers too long",
                        "Expected at most " + most + " bytes of headers; send fewer cookies, or a shorter credential.")
                .with("most", most);
    }

    /** Sends it as the whole answer. */
    static void send(Problem problem, Response response, Callback callback) {
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(problem.body()), callback);
    }
}
