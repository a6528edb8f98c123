package dev.tributary.cluster;

import dev.tributary.query.CopyAway;
import dev.tributary.query.Served;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.client.Response;

/** What another instance answers to a request that was sent on to it. Must be closed. Not thread-safe. */
public final class Forwarded implements AutoCloseable {
    private static final int SERVER_ERROR = 500;
    /** What is said to an instance, and not to the client: that it is not known, asks too often, or looks in the wrong place. */
    private static final Set<Integer> NO_ANSWERS = Set.of(401, 403, RemoteCalls.ELSEWHERE, 429);

    private static final int BUFFER_BYTES = 16 << 10;

    private final PeerClient.Answer answer;
    private final Response head;
    private final Served knownHere;

    private Forwarded(PeerClient.Answer answer, Response head, Served knownHere) {
        this.answer = answer;
        this.head = head;
        this.knownHere = knownHere;
    }

    /**
     * What comes of a request.
     *
     * @param knownHere how fresh active copies were before it was sent
     * @throws CopyAway when it is no answer
     */
    static Forwarded of(Visit visit, Choice.There there, PeerClient.Answer answer, Served knownHere) {
        try {
            Response head = answer.head();
            if (NO_ANSWERS.contains(head.getStatus()) || head.getStatus() >= SERVER_ERROR) {
                throw CopyAway.notThere("The instance that has the copy answers " + head.getStatus() + ".");
            }
            return new Forwarded(answer, head, knownHere);
        } catch (CopyAway away) {
            answer.close();
            visit.deny(there);
            throw away;
        }
    }

    public int status() {
        return head.getStatus();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(head.getHeaders().get(name));
    }

    /**
     * How fresh it is: as it says, but no fresher than active copies are known to be here, since an instance that has just started
     * may not know it. Empty for what is not read from a view.
     */
    public Optional<Served> served() {
        return header("View-Lag").map(said -> RemoteCalls.served(head).with(knownHere));
    }

    public InputStream body() {
        return answer.body();
    }

    /** Passes the body on; tells what the instance breaks off from what the client does. */
    public void copyTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = read(buffer); count >= 0; count = read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    private int read(byte[] buffer) {
        try {
            return body().read(buffer);
        } catch (IOException broken) {
            throw brokenOff();
        }
    }

    /** The instance broke off. */
    public static CopyAway brokenOff() {
        return CopyAway.notThere("The answer of another instance broke off.");
    }

    @Override
    public void close() {
        answer.close();
    }
}
