package dev.tributary.query;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contents of documents of several instances. */
final class GatheredContents implements Contents {
    private final Function<byte[], @Nullable Contents> of;
    private final Collection<Contents> all;

    /** @param of those that have the document of a key */
    GatheredContents(Function<byte[], @Nullable Contents> of, Collection<Contents> all) {
        this.of = of;
        this.all = List.copyOf(all);
    }

    @Override
    public boolean contains(byte[] key) throws IOException {
        return having(key).contains(key);
    }

    @Override
    public void write(byte[] key, OutputStream out) throws IOException {
        having(key).write(key, out);
    }

    private Contents having(byte[] key) {
        return Objects.requireNonNull(of.apply(key), "a key that was not asked for");
    }

    @Override
    public void close() {
        all.forEach(Contents::close);
    }
}
