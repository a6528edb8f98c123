package dev.tributary.benchmarks.dsl;

import dev.tributary.benchmarks.dsl.Rows.Customer;
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

/** Plain Kafka Streams and a controller: {@code GET /customers/{id}}. */
public final class PlainService {
    private final KafkaStreams streams;
    private final HostInfo here;

    private PlainService(KafkaStreams streams, HostInfo here) {
        this.streams = streams;
        this.here = here;
    }

    public static void main(String[] arguments) {
        Setting setting = Setting.ofEnvironment();
        Properties properties = new Properties();
        properties.putAll(setting.streams());
        StreamsBuilder builder = new StreamsBuilder();
        ShopTopology.addTo(builder);
        KafkaStreams streams = new KafkaStreams(builder.build(properties), properties);
        streams.start();
        PlainService service = new PlainService(streams, new HostInfo("127.0.0.1", setting.port()));
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/customers/{id}", service::get);
                })
                .start("127.0.0.1", setting.port());
    }

    private void get(Context ctx) {
        String id = ctx.pathParam("id");
        KeyQueryMetadata owner = streams.queryMetadataForKey(
                ShopTopology.STORE, id, Serdes.String().serializer());
        if (owner == null
                || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)
                || !owner.activeHost().equals(here)) {
            // with more instances it would be sent on from here
            ctx.status(503).json(Map.of("error", "not here"));
            return;
        }
        try {
            Customer customer = streams.store(StoreQueryParameters.fromNameAndType(
                                    ShopTopology.STORE, QueryableStoreTypes.<String, Customer>keyValueStore())
                            .withPartition(owner.partition()))
                    .get(id);
            if (customer == null) {
                ctx.status(404).json(Map.of("error", "no customer " + id));
            } else {
                ctx.json(customer);
            }
        } catch (InvalidStateStoreException restoring) {
            ctx.status(503).json(Map.of("error", String.valueOf(restoring.getMessage())));
        }
    }
}
