package dev.tributary.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/** An evaluation that cannot go on. Rows fail as a matter of course, so it takes no stack trace. */
final class Failure extends CelRuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    Failure(String message) {
        super(null, CelErrorCode.INVALID_ARGUMENT);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // there is nothing to synchronize
    public Throwable fillInStackTrace() {
        return this;
    }
}
