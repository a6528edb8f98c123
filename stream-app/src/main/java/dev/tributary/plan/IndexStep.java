package dev.tributary.plan;

import dev.tributary.store.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lookup: the keys of documents by values of their fields. */
public final class IndexStep extends Step {
    IndexStep(Log log) {
        super(log);
    }

    @Override
    public List<Log> writes() {
        return List.of(log());
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {}
}
