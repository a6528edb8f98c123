package dev.tributary.codec;

/**
 * The schema registry does not answer, and has not for as long as a record may wait. The record is neither lost nor bad:
 * whoever decodes it has to stop, and to start again with it later.
 */
public final class RegistryUnavailable extends RuntimeException {
    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
