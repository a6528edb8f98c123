package dev.tributary.plan;

import dev.tributary.store.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole rows of a source, kept so that its row log can be kept right. */
public final class IngestStep extends Step {
    public IngestStep(Log rows) {
        super(rows);
    }

    @Override
    public List<Log> writes() {
        return List.of(log());
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {}
}
