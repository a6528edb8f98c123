package dev.tributary.codec;

import java.io.IOException;

/** A record that cannot be understood; the message is the reason that its {@link Change.Invalid} gives. */
final class BadRecord extends IOException {
    BadRecord(String reason) {
        super(reason);
    }

    /** What was expected and what came; where, its catcher adds. */
    static final class Mismatch extends IOException {
        Mismatch(String expected, String came) {
            super(expected + ", but came " + came);
        }
    }
}
