package dev.tributary.codec;

import dev.tributary.codec.Change.Invalid.Kind;
import java.io.IOException;

/** A record that cannot be understood; the message is the reason that its {@link Change.Invalid} gives. */
final class BadRecord extends IOException {
    private final Kind kind;

    BadRecord(String reason) {
        this(Kind.BAD_FORMAT, reason);
    }

    BadRecord(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** What was expected and what came; where, its catcher adds. */
    static final class Mismatch extends IOException {
        Mismatch(String expected, String came) {
            super(expected + ", but came " + came);
        }
    }
}
