package dev.tributary.http;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.tributary.cluster.Cluster;
import dev.tributary.config.HostPort;
import dev.tributary.metrics.Metrics;
import dev.tributary.runtime.Placement;
import dev.tributary.runtime.ViewReads;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** {@code GET /metrics} and {@code GET /cluster}: for those who run the service. */
final class OperatorPages {
    private final String service;
    private final Optional<HostPort> here;
    private final Views views;
    private final Cluster cluster;
    private final Metrics metrics;

    /** @param here where other instances find this one */
    OperatorPages(String service, Optional<HostPort> here, Views views, Cluster cluster, Metrics metrics) {
        this.service = service;
        this.here = here;
        this.views = views;
        this.cluster = cluster;
        this.metrics = metrics;
    }

    void addTo(RoutesConfig routes) {
        Api.read(routes, "/metrics", Guard.forOperators(this::metrics));
        Api.read(routes, "/cluster", Guard.forOperators(this::cluster));
    }

    private void metrics(Context ctx) throws IOException {
        Parameters.of(ctx);
        byte[] text = metrics.text(views.all()).getBytes(StandardCharsets.UTF_8);
        Body.sendWhole(ctx, 200, Metrics.CONTENT_TYPE, text);
    }

    private void cluster(Context ctx) throws IOException {
        Parameters.of(ctx);
        TreeSet<String> instances = new TreeSet<>();
        here.map(HostPort::toString).ifPresent(instances::add);
        List<Object> items = new ArrayList<>();
        views.all().forEach((name, view) -> {
            Placement placement = view.placement();
            placement.instances().forEach(instance -> instances.add(instance.toString()));
            items.add(view(name, view, placement));
        });
        Body.sendWhole(
                ctx,
                200,
                "application/json",
                Json.bytes(Json.object(
                        "service", service,
                        "instance", orNull(here.map(HostPort::toString)),
                        "instances", instances,
                        "views", items)));
    }

    private Map<String, Object> view(String name, ViewReads view, Placement placement) {
        return Json.object(
                "name", name,
                "state", ViewList.state(view.status()),
                "partitions",
                        placement.partitions().stream()
                                .map(partition -> partition(view, partition))
                                .toList());
    }

    private Map<String, Object> partition(ViewReads view, Placement.Partition partition) {
        int number = partition.number();
        return Json.object(
                "partition", number,
                "active", orNull(partition.active().map(copy -> copy(view, number, copy))),
                "standbys",
                        partition.standbys().stream()
                                .map(copy -> copy(view, number, copy))
                                .toList());
    }

    /** What an instance has still to take in only it knows: it tells the others. */
    private Map<String, Object> copy(ViewReads view, int partition, Placement.Copy copy) {
        String log = view.plan().documents().name();
        OptionalLong told = copy.instance()
                .map(instance -> cluster.behind(view, log, partition, instance))
                .orElseGet(OptionalLong::empty);
        OptionalLong behind = told.isPresent() ? told : copy.behind();
        return Json.object("instance", orNull(copy.instance().map(HostPort::toString)), "lag", lag(behind));
    }

    private static Object lag(OptionalLong behind) {
        return behind.isPresent() ? Json.object("records", behind.getAsLong()) : NullNode.getInstance();
    }

    private static Object orNull(Optional<?> value) {
        return value.isPresent() ? value.get() : NullNode.getInstance();
    }
}
