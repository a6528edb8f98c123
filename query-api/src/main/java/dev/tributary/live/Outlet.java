package dev.tributary.live;

import java.io.IOException;

/** The way to a client. Used by one thread at a time. */
public interface Outlet {
    /** Whether something can be written without waiting; if not, the stream is woken up when it can. */
    boolean isReady() throws IOException;

    /** Takes over bytes. Only after {@link #isReady} said yes. */
    void write(byte[] bytes) throws IOException;

    /** Sees to it that the answer will not look complete. */
    void breakOff();

    /** Ends the answer. */
    void end();
}
