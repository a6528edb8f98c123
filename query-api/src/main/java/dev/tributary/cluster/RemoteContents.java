package dev.tributary.cluster;

import dev.tributary.query.Contents;
import dev.tributary.query.CopyAway;
import dev.tributary.query.Served;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.client.Response;
import org.jspecify.annotations.Nullable;

/** Documents as they come from another instance. */
final class RemoteContents implements Contents {
    private static final int REFUSAL_BYTES = 64 << 10;

    private final RemotePart part;
    private final PeerClient.Answer answer;
    private int left;
    private Frames.@Nullable Reader frames;
    private @Nullable Served served;

    /** @param count how many documents there are to come, or marks that there is none */
    RemoteContents(RemotePart part, int count, PeerClient.Answer answer) {
        this.part = part;
        this.left = count;
        this.answer = answer;
    }

    private Frames.Reader frames() {
        if (frames == null) {
            Response head = head();
            if (!RemoteCalls.isFine(head)) {
                part.check(head, refusal());
            }
            served = RemoteCalls.served(head);
            frames = new Frames.Reader(answer.body());
        }
        return frames;
    }

    private Response head() {
        try {
            return answer.head();
        } catch (CopyAway silent) {
            part.deny();
            throw silent;
        }
    }

    private byte[] refusal() {
        try {
            return answer.body().readNBytes(REFUSAL_BYTES);
        } catch (IOException broken) {
            throw part.unreadable(broken);
        }
    }

    Served served() {
        frames();
        if (served == null) {
            throw new IllegalStateException("an answer without its head");
        }
        return served;
    }

    @Override
    public boolean contains(byte[] key) {
        try {
            left--;
            return frames().next();
        } catch (IOException broken) {
            throw part.unreadable(broken);
        }
    }

    /** What cannot be read is told from what cannot be sent to the client. */
    @Override
    public void write(byte[] key, OutputStream out) throws IOException {
        ToClient client = new ToClient(out);
        try {
            frames().copy(client);
        } catch (IOException broken) {
            if (client.failed) {
                throw broken;
            }
            throw part.unreadable(broken);
        }
    }

    private static final class ToClient extends OutputStream {
        private final OutputStream out;
        private boolean failed;

        ToClient(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            failed = true;
            out.write(bytes, from, count);
            failed = false;
        }
    }

    /** A connection whose answer was read to its end is used again. */
    @Override
    public void close() {
        try {
            if (left == 0 && frames != null) {
                answer.body().read();
            }
        } catch (IOException broken) {
            // it has all been read
        } finally {
            answer.close();
        }
    }
}
