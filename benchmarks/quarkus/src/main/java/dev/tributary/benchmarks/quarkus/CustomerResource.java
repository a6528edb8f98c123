package dev.tributary.benchmarks.quarkus;

import dev.tributary.benchmarks.dsl.Rows.Customer;
import dev.tributary.benchmarks.dsl.Setting;
import dev.tributary.benchmarks.dsl.ShopTopology;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** {@code GET /customers/{id}}. */
@Path("/customers")
public class CustomerResource {
    private final KafkaStreams streams;
    private final HostInfo here =
            new HostInfo("127.0.0.1", Setting.ofEnvironment().port());

    CustomerResource(KafkaStreams streams) {
        this.streams = streams;
    }

    @GET
    @Path("/{id}")
    public RestResponse<Object> get(String id) {
        KeyQueryMetadata owner = streams.queryMetadataForKey(
                ShopTopology.STORE, id, Serdes.String().serializer());
        if (owner == null
                || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)
                || !owner.activeHost().equals(here)) {
            // with more instances it would be sent on from here
            return error(Status.SERVICE_UNAVAILABLE, "not here");
        }
        Customer customer = streams.store(StoreQueryParameters.fromNameAndType(
                                ShopTopology.STORE, QueryableStoreTypes.<String, Customer>keyValueStore())
                        .withPartition(owner.partition()))
                .get(id);
        return customer == null ? error(Status.NOT_FOUND, "no customer " + id) : RestResponse.ok(customer);
    }

    @ServerExceptionMapper
    RestResponse<Object> restoring(InvalidStateStoreException e) {
        return error(Status.SERVICE_UNAVAILABLE, e.getMessage());
    }

    private static RestResponse<Object> error(Status status, @Nullable String message) {
        return RestResponse.status(status, Map.of("error", String.valueOf(message)));
    }
}
