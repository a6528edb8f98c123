package dev.tributary.topology;

import dev.tributary.plan.Step;
import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds fold stores. Caching and changelogging have no meaning for them: the log is there already. */
final class FoldStoreBuilder implements StoreBuilder<FoldStore> {
    private final String name;
    private final Step step;

    FoldStoreBuilder(String name, Step step) {
        this.name = name;
        this.step = step;
    }

    @Override
    public FoldStore build() {
        return new FoldStore(name, step);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoreBuilder<FoldStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<FoldStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<FoldStore> withLoggingEnabled(Map<String, String> config) {
        return this;
    }

    @Override
    public StoreBuilder<FoldStore> withLoggingDisabled() {
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }
}
