package dev.tributary.live;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the client of a stream has, as far as that has to be known: of a lookup, to tell it what leaves; of one document, not to tell
 * it the same twice. Of a whole view nothing is kept. Not thread-safe.
 */
final class Sent {
    private final boolean isKept;
    private final Map<ByteBuffer, Document> documents = new HashMap<>();
    private boolean isResumed;

    /** @param isKept false when nothing needs to be known */
    Sent(boolean isKept) {
        this.isKept = isKept;
    }

    /** Whether the client has a document. */
    private enum State {
        NO,
        YES,
        /** It was told by a stream that ended. */
        MAYBE
    }

    private static final class Document {
        private State state;
        private boolean isIndexed;
        private int hash;

        private Document(State state) {
            this.state = state;
        }
    }

    /** The client may have whatever nothing is known of: another stream told it. */
    void goOn() {
        isResumed = true;
    }

    int size() {
        return documents.size();
    }

    void clear() {
        documents.clear();
        isResumed = false;
    }

    /** Whether its changes may matter to the client. */
    boolean isKnown(byte[] key) {
        return !isKept || documents.containsKey(ByteBuffer.wrap(key));
    }

    private Document document(byte[] key) {
        return documents.computeIfAbsent(
                ByteBuffer.wrap(key), first -> new Document(isResumed ? State.MAYBE : State.NO));
    }

    /** A lookup's entry leads to it, or none does any more. */
    void indexed(byte[] key, boolean isIndexed) {
        if (isIndexed || isKnown(key)) {
            document(key).isIndexed = isIndexed;
        }
    }

    /** Whether no entry leads to a document that the client has, or may have. */
    boolean isLeft(byte[] key) {
        Document known = documents.get(ByteBuffer.wrap(key));
        return known != null && !known.isIndexed && known.state != State.NO;
    }

    /** The document is there; whether the client has to be told. */
    boolean put(byte[] key, byte[] json) {
        if (!isKept) {
            return true;
        }
        Document document = document(key);
        int hash = Arrays.hashCode(json);
        boolean isSame = document.state == State.YES && document.hash == hash;
        document.state = State.YES;
        document.hash = hash;
        return !isSame;
    }

    /** It is not there; whether the client has to be told. */
    boolean delete(byte[] key) {
        @Nullable Document known = documents.get(ByteBuffer.wrap(key));
        if (known == null) {
            return !isKept || isResumed;
        }
        boolean isTold = known.state != State.NO;
        known.state = State.NO;
        if (!known.isIndexed) {
            documents.remove(ByteBuffer.wrap(key));
        }
        return isTold;
    }
}
