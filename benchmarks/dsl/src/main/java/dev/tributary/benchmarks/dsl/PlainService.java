package dev.tributary.benchmarks.dsl;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Plain Kafka Streams and a controller: {@code GET /customers/{id}}, or what else the {@link Documents} are. */
public final class PlainService {
    private final KafkaStreams streams;
    private final Documents documents;
    private final HostInfo here;

    private PlainService(KafkaStreams streams, Documents documents, HostInfo here) {
        this.streams = streams;
        this.documents = documents;
        this.here = here;
    }

    public static void main(String[] arguments) {
        Setting setting = Setting.ofEnvironment();
        Properties properties = new Properties();
        properties.putAll(setting.streams());
        StreamsBuilder builder = new StreamsBuilder();
        Documents documents = setting.documents();
        documents.addTo(builder);
        KafkaStreams streams = new KafkaStreams(builder.build(properties), properties);
        streams.start();
        PlainService service = new PlainService(streams, documents, new HostInfo("127.0.0.1", setting.port()));
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/" + documents.path() + "/{id}", service::get);
                })
                .start("127.0.0.1", setting.port());
    }

    private void get(Context ctx) {
        String id = ctx.pathParam("id");
        KeyQueryMetadata owner = streams.queryMetadataForKey(
                documents.store(), id, Serdes.String().serializer());
        if (owner == null
                || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)
                || !owner.activeHost().equals(here)) {
            // with more instances it would be sent on from here
            ctx.status(503).json(Map.of("error", "not here"));
            return;
        }
        try {
            Object document = streams.store(StoreQueryParameters.fromNameAndType(
                                    documents.store(), QueryableStoreTypes.<String, Object>keyValueStore())
                            .withPartition(owner.partition()))
                    .get(id);
            if (document == null) {
                ctx.status(404).json(Map.of("error", "no document " + id));
            } else {
                ctx.json(document);
            }
        } catch (InvalidStateStoreException restoring) {
            ctx.status(503).json(Map.of("error", String.valueOf(restoring.getMessage())));
        }
    }
}
