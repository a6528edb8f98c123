package dev.tributary.cli;

import dev.tributary.codec.KeyText;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.OrderedStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What to try first on a running service. */
final class Hints {
    private final Map<String, ViewReads> views;
    private final int port;

    Hints(Map<String, ViewReads> views, int port) {
        this.views = views;
        this.port = port;
    }

    /** The views, a page of the first one, and its first document. */
    List<String> curls() {
        String base = "  curl localhost:" + port + "/views";
        return views.entrySet().stream()
                .findFirst()
                .map(first -> List.of(
                        "\nTry:",
                        base,
                        "  curl 'localhost:" + port + "/views/" + first.getKey() + "?limit=2'",
                        base + "/" + first.getKey() + "/" + firstKey(first.getValue())))
                .orElse(List.of());
    }

    private static String firstKey(ViewReads view) {
        return IntStream.range(0, view.partitions())
                .mapToObj(partition -> view.copy(partition).map(store -> firstKey(view, store)))
                .flatMap(key -> key.stream())
                .filter(Objects::nonNull)
                .filter(key -> key.length > 0)
                .min(Arrays::compareUnsigned)
                .map(key -> KeyText.format(key, view.plan().keyParts()))
                .orElse("1");
    }

    private static byte[] firstKey(ViewReads view, OrderedStore store) {
        try (DocumentReader reader = view.plan().reader(store)) {
            byte[] key = reader.nextKey(null);
            return key == null ? new byte[0] : key;
        }
    }
}
