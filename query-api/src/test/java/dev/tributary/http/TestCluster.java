package dev.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.codec.KeyText;
import dev.tributary.config.HostPort;
import dev.tributary.config.ServiceConfig;
import dev.tributary.metrics.Metrics;
import dev.tributary.runtime.ViewReads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Several servers on free ports over one view, each with some of its partitions. */
final class TestCluster implements AutoCloseable {
    static final int PARTITIONS = 6;

    private static final String FILE = """
            sources:
              users: {topic: users, key: user_id}
              orders: {topic: orders, key: order_id, references: {user_id: users}}
            views:
              people:
                from: users
                index: [email, [country, status]]
                fields:
                  - user_id
                  - name
                  - email
                  - country
                  - status
                  - orders: {many: orders, order_by: [-rank], fields: [order_id, rank]}
            """;

    final TestView view;
    final List<Instance> instances = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /** One instance. */
    final class Instance {
        final HostPort address;
        final SplitView view;
        final Map<String, ViewReads> views = new LinkedHashMap<>();
        private final ServiceConfig.Http http;
        private @Nullable HttpServer server;

        Instance(HostPort address, Set<HostPort> all, ServiceConfig.Http http) {
            this.address = address;
            this.view = new SplitView(TestCluster.this.view, all);
            this.http = http;
            views.put("people", view);
        }

        void start() {
            server = HttpServer.start(
                    new HttpServer.Options("people", http), () -> views, TopologyPages.NONE, new Metrics());
        }

        void stop() {
            Objects.requireNonNull(server).close();
        }

        HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
            return send("GET", path, headers);
        }

        HttpResponse<String> send(String method, String path, String... headers)
                throws IOException, InterruptedException {
            return client.send(
                    request(method, path, headers), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }

        HttpResponse<byte[]> getBytes(String path, String... headers) throws IOException, InterruptedException {
            return client.send(request("GET", path, headers), HttpResponse.BodyHandlers.ofByteArray());
        }

        private HttpRequest request(String method, String path, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .timeout(Duration.ofSeconds(30))
                    .method(method, HttpRequest.BodyPublishers.noBody());
            return (headers.length > 0 ? request.headers(headers) : request).build();
        }

        JsonNode json(String path, String... headers) throws IOException, InterruptedException {
            return TestApi.JSON.readTree(get(path, headers).body());
        }
    }

    TestCluster(Path directory, int count) {
        this(directory, count, http -> http);
    }

    /** @param configured what of the configuration is otherwise */
    TestCluster(Path directory, int count, UnaryOperator<ServiceConfig.Http> configured) {
        view = TestView.of(directory, FILE, "people", PARTITIONS);
        List<HostPort> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(new HostPort("127.0.0.1", freePort()));
        }
        for (HostPort address : addresses) {
            ServiceConfig.Http http =
                    configured.apply(new ServiceConfig.Http("127.0.0.1", address.port(), Optional.of(address)));
            instances.add(new Instance(address, new HashSet<>(addresses), http));
        }
        share(count);
        instances.forEach(Instance::start);
    }

    /** Below the range that the system gives to outgoing connections. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // another one
            }
        }
    }

    /** The first instances share the partitions, each standing by for those of the one before; all know it. */
    void share(int count) {
        for (int i = 0; i < instances.size(); i++) {
            Set<Integer> active = new HashSet<>();
            Set<Integer> standby = new HashSet<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                if (i < count && partition % count == i) {
                    active.add(partition);
                }
                if (i < count && count > 1 && (partition + 1) % count == i) {
                    standby.add(partition);
                }
                HostPort standbyAt = count == 1 ? null : instances.get((partition + 1) % count).address;
                instances.get(i).view.believe(partition, instances.get(partition % count).address, standbyAt);
            }
            instances.get(i).view.has(active, standby);
        }
    }

    /** Where the document of a user is active, when so many instances share the partitions. */
    int holder(int user, int count) {
        return partition(user) % count;
    }

    int partition(int user) {
        return view.partitionOf(KeyText.parse("" + user, 1));
    }

    void user(int id, String name, String email, String country) {
        view.put(
                "users",
                "{\"user_id\":%d,\"name\":\"%s\",\"email\":\"%s\",\"country\":\"%s\",\"status\":\"new\"}"
                        .formatted(id, name, email, country));
    }

    void order(int id, int user, int rank) {
        view.put("orders", "{\"order_id\":%d,\"user_id\":%d,\"rank\":%d}".formatted(id, user, rank));
    }

    @Override
    public void close() {
        instances.forEach(Instance::stop);
        view.close();
    }
}
