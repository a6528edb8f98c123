package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.http.TestCluster.Instance;
import dev.tributary.runtime.Lag;
import dev.tributary.runtime.ViewStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any instance answers any request, wherever the copies are. */
@Timeout(60)
final class RoutingTest {
    private static final int USERS = 60;
    private static final int INSTANCES = 3;
    /** Instances ask each other twice a second. */
    private static final long TOLD_WITHIN_MS = 1_500;

    @TempDir
    Path directory;

    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(directory, INSTANCES);
        for (int id = 1; id <= USERS; id++) {
            cluster.user(id, "Zoë " + id, "u" + id + "@example.org", id % 2 == 0 ? "DE" : "FR");
            cluster.order(1000 + id, id, id % 7);
            cluster.order(2000 + id, id, id % 5);
        }
        awaitAcquaintance();
    }

    /** Each was not there yet when the one before it asked for the first time, and is then suspected for a second. */
    private void awaitAcquaintance() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        for (Instance instance : cluster.instances) {
            while (!header(instance.get("/views/people?limit=60"), "Served-By").equals("active")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(20);
            }
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Instance holder(int user) {
        return cluster.instances.get(cluster.holder(user, INSTANCES));
    }

    /** One that has no copy of the user's document at all. */
    private Instance stranger(int user) {
        return cluster.instances.get((cluster.holder(user, INSTANCES) + 2) % INSTANCES);
    }

    private Instance standby(int user) {
        return cluster.instances.get((cluster.holder(user, INSTANCES) + 1) % INSTANCES);
    }

    // ------------------------------------------------------------------------------------------ the same answers

    @Test
    void everyInstanceGivesTheSameDocument() throws Exception {
        for (int id = 1; id <= USERS; id++) {
            HttpResponse<String> there = holder(id).get("/views/people/" + id);
            assertThat(there.statusCode()).isEqualTo(200);
            assertThat(there.body()).contains("\"name\":\"Zoë " + id + "\"");
            for (Instance instance : cluster.instances) {
                HttpResponse<String> here = instance.get("/views/people/" + id);
                assertThat(here.body()).isEqualTo(there.body());
                for (String name :
                        List.of("ETag", "Served-By", "Last-Modified", "Content-Type", "Vary", "Cache-Control")) {
                    assertThat(header(here, name)).as(name).isEqualTo(header(there, name));
                }
                assertThat(header(here, "View-Lag")).isEqualTo("0;ms=0");
                assertThat(header(here, "Content-Length"))
                        .as("bytes, not characters")
                        .isEqualTo(header(there, "Content-Length"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/views/people/7?fields=name,orders(rank)",
                "/views/people/7/orders",
                "/views/people/7/orders?limit=1&fields=order_id",
                "/views/people/nobody",
                "/views/people/%37",
                "/views/people/7/email",
                "/views/people?limit=13",
                "/views/people?limit=60&fields=name",
                "/views/people?country=DE&status=new&limit=11",
                "/views/people?email=u7@example.org&email=u8@example.org&email=none",
                "/views/people?key=7&key=99&key=1&key=30",
                "/views/people?key=7&fields=email",
            })
    void everyInstanceGivesTheSameAnswer(String path) throws Exception {
        HttpResponse<String> first = cluster.instances.get(0).get(path);
        for (Instance instance : cluster.instances) {
            HttpResponse<String> answer = instance.get(path);
            assertThat(answer.statusCode()).isEqualTo(first.statusCode());
            assertThat(answer.body().replace("%37", "7")).isEqualTo(first.body().replace("%37", "7"));
            assertThat(header(answer, "ETag")).isEqualTo(header(first, "ETag"));
            assertThat(header(answer, "Link")).isEqualTo(header(first, "Link"));
        }
    }

    @Test
    void pagesGoOnAtAnyInstance() throws Exception {
        List<String> keys = new ArrayList<>();
        String path = "/views/people?limit=7";
        for (int i = 0; !path.isEmpty(); i++) {
            JsonNode page = cluster.instances.get(i % INSTANCES).json(path);
            page.path("items").forEach(item -> keys.add(item.path("key").asText()));
            path = page.has("next")
                    ? "/views/people?limit=7&cursor=" + page.path("next").asText()
                    : "";
        }
        assertThat(keys)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, USERS).mapToObj(id -> "" + id).toList());
    }

    @Test
    void linesComeFromAllInstances() throws Exception {
        for (Instance instance : cluster.instances) {
            HttpResponse<String> lines = instance.get("/views/people", "Accept", "application/x-ndjson");
            assertThat(lines.body().lines())
                    .hasSize(USERS)
                    .first()
                    .asString()
                    .startsWith("{\"key\":\"1\",\"document\":{\"user_id\":1,");
        }
    }

    @Test
    void conditionsAndCompressionGoAlong() throws Exception {
        String tag = header(holder(7).get("/views/people/7"), "ETag");
        HttpResponse<String> known = stranger(7).get("/views/people/7", "If-None-Match", "\"x\", " + tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        for (int id = 0; id < 60; id++) {
            cluster.order(id, 7, id);
        }
        byte[] there =
                holder(7).getBytes("/views/people/7", "Accept-Encoding", "gzip").body();
        HttpResponse<byte[]> here = stranger(7).getBytes("/views/people/7", "Accept-Encoding", "gzip");
        assertThat(here.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(here.body()).isEqualTo(there);
    }

    @Test
    void headIsAnsweredWithoutABody() throws Exception {
        HttpResponse<String> head = stranger(7).send("HEAD", "/views/people/7");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "ETag")).isEqualTo(header(holder(7).get("/views/people/7"), "ETag"));
    }

    @Test
    void aLargeDocumentPassesThrough() throws Exception {
        for (int id = 0; id < 5_000; id++) {
            cluster.order(10_000 + id, 7, id);
        }
        HttpResponse<String> there = holder(7).get("/views/people/7");
        assertThat(there.body().length()).isGreaterThan(2 * Body.WHOLE_BYTES);
        HttpResponse<String> here = stranger(7).get("/views/people/7");
        assertThat(here.body()).isEqualTo(there.body());
        assertThat(header(here, "ETag")).isEqualTo(header(there, "ETag"));
        JsonNode page = stranger(7).json("/views/people?key=7&key=8");
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.path("items").path(0).path("document").path("orders")).hasSizeGreaterThan(4_000);
    }

    // ------------------------------------------------------------------------------------------------- standbys

    /** It was not, each time that Kafka Streams moved tasks, though every request could be forwarded. */
    @Test
    void anInstanceThatHasNoCopyWhileItsViewIsRestoredIsReadyAsLongAsOthersHaveOne() throws Exception {
        Instance empty = cluster.instances.get(0);
        empty.view.has(Set.of(), Set.of());
        empty.view.status = Optional.of(new ViewStatus(ViewStatus.State.RESTORING, "", 0.1, 0, 0, 0));
        assertThat(empty.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(empty.get("/views/people?limit=60").statusCode()).isEqualTo(200);
        for (int partition = 0; partition < TestCluster.PARTITIONS; partition++) {
            empty.view.believe(partition, null, null);
        }
        cluster.instances.subList(1, INSTANCES).forEach(Instance::stop);
        awaitUnready(empty);
    }

    private static void awaitUnready(Instance instance) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (instance.get("/health/ready").statusCode() == 200) {
            assertThat(System.nanoTime())
                    .as("it is ready when nobody has a copy")
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** One that had opened its copies was ready, and answered 503 until they were restored. */
    @Test
    void anInstanceIsNotReadyWhileItsOwnCopiesMayNotBeReadAndNobodyElseHasOne() throws Exception {
        Instance alone = cluster.instances.get(0);
        cluster.instances.subList(1, INSTANCES).forEach(Instance::stop);
        Set<Integer> all = IntStream.range(0, TestCluster.PARTITIONS).boxed().collect(Collectors.toSet());
        all.forEach(partition -> alone.view.believe(partition, null, null));
        alone.view.has(Set.of(), all);
        alone.view.isAgeKnown = false;
        alone.view.status = Optional.of(new ViewStatus(ViewStatus.State.RESTORING, "", 0.1, 0, 0, 0));
        awaitUnready(alone);
        assertThat(alone.get("/views/people/7").statusCode()).isEqualTo(503);
        alone.view.isAgeKnown = true;
        assertThat(alone.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(alone.get("/views/people/7").statusCode()).isEqualTo(200);
    }

    @Test
    void aStandbyAnswersWhileTheActiveCopyIsAway() throws Exception {
        holder(7).stop();
        for (Instance instance : List.of(standby(7), stranger(7))) {
            HttpResponse<String> answer = instance.get("/views/people/7");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Served-By")).isEqualTo("standby");
            assertThat(instance.get("/views/people?limit=60").statusCode()).isEqualTo(200);
            assertThat(header(instance.get("/views/people?limit=60"), "Served-By"))
                    .isEqualTo("standby");
        }
        HttpResponse<String> strict = stranger(7).get("/views/people/7?timeout=300ms", "Consistency", "active");
        assertThat(strict.statusCode()).isIn(503, 504);
        holder(7).start();
    }

    /** While a copy was restored from the beginning of its log, it was read because the others had not answered once. */
    @Test
    void aCopyThatIsFarBehindIsReadAfterThoseThatDidNotAnswerLately() throws Exception {
        standby(7).view.behind = 20_000;
        Thread.sleep(TOLD_WITHIN_MS);
        holder(7).stop();
        assertThat(header(stranger(7).get("/views/people/7"), "Served-By")).isEqualTo("standby");
        holder(7).start();
        assertThat(header(stranger(7).get("/views/people/7"), "Served-By")).isEqualTo("active");
    }

    /** One that had just started took its view for older than the others did, so a standby was read, and readers went backwards. */
    @Test
    void anActiveCopyIsReadHoweverFarItsInstanceThinksThatItIsBehind() throws Exception {
        holder(7).view.behind = 20_000;
        Thread.sleep(TOLD_WITHIN_MS);
        assertThat(header(stranger(7).get("/views/people/7"), "Served-By")).isEqualTo("active");
        assertThat(header(standby(7).get("/views/people/7"), "Served-By")).isEqualTo("active");
    }

    /** One that had just started without its disk had not yet seen what waited: five seconds old, its answers said one. */
    @ParameterizedTest
    @ValueSource(strings = {"/views/people/7", "/views/people/7/orders", "/views/people?limit=60"})
    void noAnswerIsFresherThanTheViewIsKnownToBe(String path) throws Exception {
        stranger(7).view.lag = new Lag(3, 5_000);
        assertThat(header(stranger(7).get(path), "View-Lag")).isEqualTo("3;ms=5000");
        holder(7).view.lag = new Lag(2, 7_000);
        assertThat(header(stranger(7).get(path), "View-Lag")).isEqualTo("3;ms=7000");
    }

    @Test
    void aListingWithoutAPartitionIsNoGap() throws Exception {
        cluster.instances.get(1).stop();
        cluster.instances.get(2).stop();
        Instance left = cluster.instances.get(0);
        HttpResponse<String> page = left.get("/views/people?timeout=300ms");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(header(page, "Retry-After")).isNotEmpty();
        cluster.instances.get(1).start();
        cluster.instances.get(2).start();
    }

    @Test
    void consistencyIsOneOfTwoWords() throws Exception {
        assertThat(problem(stranger(7).get("/views/people/7", "Consistency", "strong")))
                .isEqualTo("""
                400 application/problem+json
                /problems/bad-consistency 400
                Bad consistency: Expected the header `Consistency` to be `active` or `any`, but came `strong`.""");
        assertThat(header(stranger(7).get("/views/people/7", "Consistency", "active"), "Served-By"))
                .isEqualTo("active");
    }

    // -------------------------------------------------------------------------------------------------- moves

    @Test
    void aPartitionThatHasMovedIsFoundAgain() throws Exception {
        Set<Integer> all =
                new HashSet<>(IntStream.range(0, TestCluster.PARTITIONS).boxed().toList());
        Instance asked = stranger(7);
        assertThat(asked.get("/views/people/7").statusCode()).isEqualTo(200);
        // the old holder is believed in still, and says 421
        for (Instance instance : cluster.instances) {
            instance.view.has(Set.of(), Set.of());
        }
        standby(7).view.has(all, Set.of());
        HttpResponse<String> answer = asked.get("/views/people/7");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(asked.json("/views/people?limit=60").path("items")).hasSize(USERS);
        assertThat(asked.json("/views/people?country=DE&status=new").path("items"))
                .hasSize(USERS / 2);
    }

    /** Where the active copy had died, its successor was asked for an active copy only, until it was one. */
    @Test
    void aSuccessorThatIsNotActiveYetAnswersAsTheStandbyThatItIs() throws Exception {
        Instance successor = standby(7);
        for (int partition = 0; partition < TestCluster.PARTITIONS; partition++) {
            stranger(7).view.believe(partition, successor.address, null);
        }
        holder(7).stop();
        HttpResponse<String> answer = stranger(7).get("/views/people/7");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Served-By")).isEqualTo("standby");
        holder(7).start();
    }

    @Test
    void instancesThatTakeEachOtherForTheHolderDoNotHang() throws Exception {
        Instance one = cluster.instances.get(0);
        Instance two = cluster.instances.get(1);
        for (Instance instance : cluster.instances) {
            instance.view.has(Set.of(), Set.of());
        }
        for (int partition = 0; partition < TestCluster.PARTITIONS; partition++) {
            one.view.believe(partition, two.address, null);
            two.view.believe(partition, one.address, null);
        }
        long begun = System.nanoTime();
        HttpResponse<String> answer = one.get("/views/people/7?timeout=400ms");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).path("type").asText()).isEqualTo("/problems/no-copy");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anInstanceIsFoundByItsPortToo() throws Exception {
        // all have the same host
        assertThat(cluster.instances.stream().map(each -> each.address.host()).distinct())
                .hasSize(1);
        assertThat(stranger(7).get("/views/people/7").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherDefinitionOfTheViewIsNotRead() throws Exception {
        HttpResponse<String> answer = holder(7)
                .get("/views/people/7", "Tributary-Forwarded", "any", "Tributary-Definition", "0123456789abcdef");
        assertThat(answer.statusCode()).isEqualTo(421);
    }

    @Test
    void aFailedViewIsReadElsewhere() throws Exception {
        Instance failed = stranger(7);
        failed.view.status = java.util.Optional.of(
                TestApi.status(dev.tributary.runtime.ViewStatus.State.FAILED, "The disk is full.", 0));
        failed.view.has(Set.of(), Set.of());
        assertThat(failed.get("/views/people/7").statusCode()).isEqualTo(200);
    }

    // ------------------------------------------------------------------------------------------------- silence

    @Test
    void anInstanceThatStandsStillIsPassedBy() throws Exception {
        holder(7).stop();
        try (ServerSocket silent = new ServerSocket()) {
            silent.setReuseAddress(true);
            silent.bind(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), holder(7).address.port()),
                    200);
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = stranger(7).get("/views/people/7");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(header(answer, "Served-By")).isEqualTo("standby");
            }
            HttpResponse<String> strict = stranger(7).get("/views/people/7?timeout=300ms", "Consistency", "active");
            assertThat(problem(strict))
                    .startsWith("504 application/problem+json\n/problems/deadline 504\nNot answered in time: ");
            assertThat(strict.body()).as("no internal address").doesNotContain("127.0.0.1");
        }
        holder(7).start();
    }

    @Test
    void aTimeoutHasAUnit() throws Exception {
        assertThat(problem(stranger(7).get("/views/people/7?timeout=5"))).isEqualTo("""
                400 application/problem+json
                /problems/bad-parameter 400
                Bad parameter: Expected `timeout` to be from 1ms to 60s, as in `500ms` or `5s`, but came `5`.""");
    }
}
