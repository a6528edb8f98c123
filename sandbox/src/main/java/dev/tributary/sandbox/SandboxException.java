package dev.tributary.sandbox;

import org.jspecify.annotations.Nullable;

/** The sandbox could not do what it was asked; the message says what to do about it. */
public final class SandboxException extends RuntimeException {

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
