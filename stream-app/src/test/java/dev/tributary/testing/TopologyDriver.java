package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.view.Model;
import java.util.List;
import java.util.Optional;

/** Runs cases without a Kafka. */
public final class TopologyDriver implements Driver {
    @Override
    public Session open(Model model) {
        return new TopologySession(ViewTester.of(model));
    }

    private record TopologySession(ViewTester views) implements Session {
        @Override
        public void apply(List<SourceRecord> records) {
            views.send(records);
        }

        @Override
        public Optional<JsonNode> document(String view, String key) {
            return views.documentAt(view, key);
        }

        @Override
        public void close() {
            views.close();
        }
    }
}
