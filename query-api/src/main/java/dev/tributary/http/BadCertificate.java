package dev.tributary.http;

/** The files for TLS cannot be used; the message says which, why, and what to do. */
public final class BadCertificate extends RuntimeException {
    BadCertificate(String message) {
        super(message);
    }

    BadCertificate(String message, Throwable cause) {
        super(message, cause);
    }
}
