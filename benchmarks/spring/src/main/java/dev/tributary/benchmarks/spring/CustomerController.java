package dev.tributary.benchmarks.spring;

import dev.tributary.benchmarks.dsl.Rows.Customer;
import dev.tributary.benchmarks.dsl.Setting;
import dev.tributary.benchmarks.dsl.ShopTopology;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /customers/{id}}. */
@RestController
final class CustomerController {
    // and not Spring's service for interactive queries: it would ask the stores of all partitions
    private final StreamsBuilderFactoryBean factory;
    private final HostInfo here;

    CustomerController(StreamsBuilderFactoryBean factory, Setting setting) {
        this.factory = factory;
        this.here = new HostInfo("127.0.0.1", setting.port());
    }

    @GetMapping("/customers/{id}")
    ResponseEntity<?> get(@PathVariable String id) {
        KafkaStreams streams = factory.getKafkaStreams();
        if (streams == null) {
            // Tomcat accepts before they are made
            return error(HttpStatus.SERVICE_UNAVAILABLE, "not started");
        }
        KeyQueryMetadata owner = streams.queryMetadataForKey(
                ShopTopology.STORE, id, Serdes.String().serializer());
        if (owner == null
                || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)
                || !owner.activeHost().equals(here)) {
            // with more instances it would be sent on from here
            return error(HttpStatus.SERVICE_UNAVAILABLE, "not here");
        }
        Customer customer = streams.store(StoreQueryParameters.fromNameAndType(
                                ShopTopology.STORE, QueryableStoreTypes.<String, Customer>keyValueStore())
                        .withPartition(owner.partition()))
                .get(id);
        return customer == null ? error(HttpStatus.NOT_FOUND, "no customer " + id) : ResponseEntity.ok(customer);
    }

    @ExceptionHandler
    ResponseEntity<?> restoring(InvalidStateStoreException e) {
        return error(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
    }

    private static ResponseEntity<?> error(HttpStatus status, @Nullable String message) {
        return ResponseEntity.status(status).body(Map.of("error", String.valueOf(message)));
    }
}
