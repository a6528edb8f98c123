package dev.tributary.cli;

import dev.tributary.docs.TopologySite;
import dev.tributary.http.StaticFile;
import dev.tributary.http.TopologyPages;
import dev.tributary.view.Model;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The topology pages of a model, for the HTTP API; each is made when it is first asked for. Thread-safe. */
final class LivePages implements TopologyPages {
    private final TopologySite site;
    private final Map<String, StaticFile> made = new ConcurrentHashMap<>();

    LivePages(Model model) {
        site = new TopologySite(model);
    }

    @Override
    public Optional<StaticFile> file(String name) {
        return Optional.ofNullable(made.computeIfAbsent(name, this::make));
    }

    private @Nullable StaticFile make(String name) {
        return site.page(name)
                .map(page -> StaticFile.of(name + ".html", page))
                .or(() -> site.file(name).map(file -> StaticFile.of(name, file)))
                .orElse(null);
    }
}
