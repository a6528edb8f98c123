package dev.tributary.cli;

/** A command was given something that it cannot work with; the message says what and what to do. */
final class CannotRun extends RuntimeException {
    CannotRun(String message) {
        super(message);
    }
}
