package dev.tributary.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.plan.Selection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Passes on of a JSON value what a selection asks for, byte by byte as it comes, in constant memory. What it passes on stays as
 * it is written: no number and no string is read. The value must be valid and without blanks, as all that is stored. Not
 * thread-safe; ends with {@link #finish}.
 */
final class SelectedJson extends OutputStream {
    private static final JsonFactory NAMES = new JsonFactory();
    private static final int BUFFER_BYTES = 1 << 10;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;

    private final Deque<Level> levels = new ArrayDeque<>();
    private final ByteArrayOutputStream name = new ByteArrayOutputStream();
    /** Of the value that is passed or comes next. */
    private Selection selection;

    private boolean isSkipped;
    private boolean inText;
    private boolean inName;
    private boolean escaped;
    private boolean inScalar;

    SelectedJson(OutputStream out, Selection selection) {
        this.out = out;
        this.selection = selection;
    }

    /** An object or array that is open. */
    private static final class Level {
        private final boolean isObject;
        private final Selection selection;
        private final boolean isSkipped;
        private boolean atName;
        private boolean hasAny;

        Level(boolean isObject, Selection selection, boolean isSkipped) {
            this.isObject = isObject;
            this.selection = selection;
            this.isSkipped = isSkipped;
            this.atName = isObject;
        }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void write(int next) throws IOException {
        if (inText) {
            text(next);
            return;
        }
        Level level = levels.peek();
        switch (next) {
            case '"' -> beginText(level);
            case '{', '[' -> {
                beginElement(level);
                put(next);
                levels.push(new Level(next == '{', selection, isSkipped));
            }
            case '}', ']' -> {
                isSkipped = levels.pop().isSkipped;
                inScalar = false;
                put(next);
            }
            case ',' -> {
                inScalar = false;
                if (level != null) {
                    level.atName = level.isObject;
                }
            }
            case ':' -> {}
            default -> scalar(next, level);
        }
    }

    private void beginText(@Nullable Level level) throws IOException {
        inText = true;
        inName = level != null && level.atName;
        if (inName) {
            name.reset();
            name.write('"');
        } else {
            beginElement(level);
            put('"');
        }
    }

    private void text(int next) throws IOException {
        if (inName) {
            name.write(next);
        } else {
            put(next);
        }
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inText = false;
            if (inName) {
                beginMember(levels.element());
            }
        }
    }

    private void scalar(int next, @Nullable Level level) throws IOException {
        if (!inScalar) {
            beginElement(level);
            inScalar = true;
        }
        put(next);
    }

    /** A value begins; in an array there may be one before it. */
    private void beginElement(@Nullable Level level) throws IOException {
        if (level != null && !level.isObject) {
            selection = level.selection;
            isSkipped = level.isSkipped;
            separate(level);
        }
    }

    private void beginMember(Level level) throws IOException {
        level.atName = false;
        boolean keyed = level.selection.keyed();
        String text = keyed || level.selection.isAll() ? "" : name();
        isSkipped = level.isSkipped || !(keyed || level.selection.has(text));
        if (!isSkipped) {
            selection = keyed ? level.selection.ofEach() : level.selection.of(text);
            separate(level);
            for (byte each : name.toByteArray()) {
                put(each);
            }
            put(':');
        }
    }

    private void separate(Level level) throws IOException {
        if (level.hasAny) {
            put(',');
        }
        level.hasAny = true;
    }

    private String name() throws IOException {
        String quoted = name.toString(StandardCharsets.UTF_8);
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, quoted.length() - 1);
        }
        try (JsonParser parser = NAMES.createParser(quoted)) {
            parser.nextToken();
            return parser.getText();
        }
    }

    private void put(int next) throws IOException {
        if (isSkipped) {
            return;
        }
        if (buffered == buffer.length) {
            finish();
        }
        buffer[buffered++] = (byte) next;
    }

    /** Passes on what is still held; the value has ended. */
    void finish() throws IOException {
        out.write(buffer, 0, buffered);
        buffered = 0;
    }
}
