package dev.tributary.databases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * docker-compose.yml is what the Compose Specification says, and what it names (files, hosts, ports, topics, connectors, users,
 * classes) is there, and the same everywhere.
 */
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");
    private static final List<String> INSTANCES = List.of("tributary-1", "tributary-2", "tributary-3");

    private final JsonNode compose = merged(yaml("docker-compose.yml"));
    private final JsonNode services = compose.path("services");

    private static JsonNode yaml(String file) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return new ObjectMapper().valueToTree(new Load(settings).loadFromString(text(file)));
    }

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** YAML's merge key, which is of version 1.1: what is written itself counts. */
    private static JsonNode merged(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        ObjectNode all = new ObjectMapper().createObjectNode();
        if (node.has("<<")) {
            all.setAll((ObjectNode) merged(node.path("<<")));
        }
        node.properties().forEach(field -> {
            if (!field.getKey().equals("<<")) {
                all.set(field.getKey(), merged(field.getValue()));
            }
        });
        return all;
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode environment(String service) {
        return services.path(service).path("environment");
    }

    private String command(String service) {
        return texts(services.path(service).path("command")).collect(Collectors.joining(" "));
    }

    @Test
    void itIsAsTheSpecificationSays() {
        assertThat(refusals(compose)).isEmpty();
    }

    /** A schema that was not understood would accept everything. */
    @Test
    void aMistakeIsSeen() {
        ObjectNode mistaken = compose.deepCopy();
        ((ObjectNode) mistaken.at("/services/connect")).put("depend_on", "mariadb");
        ((ObjectNode) mistaken.at("/services/mariadb/healthcheck")).put("retries", true);
        ((ObjectNode) mistaken.at("/services/connectors/depends_on/connect")).put("condition", "service_ready");
        assertThat(refusals(mistaken))
                .anyMatch(refusal -> refusal.contains("services.connect: ") && refusal.contains("'depend_on'"))
                .anyMatch(refusal -> refusal.contains("services.mariadb.healthcheck.retries"))
                .anyMatch(refusal -> refusal.contains("services.connectors.depends_on.connect.condition"));
    }

    private static List<String> refusals(JsonNode compose) {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(SchemaLocation.of("classpath:/compose-spec/compose-spec.json"));
        return schema.validate(compose).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    @Test
    void filesThatAreMountedAreThere() {
        services.forEach(service -> texts(service.path("volumes"))
                .filter(volume -> volume.startsWith("./"))
                .forEach(volume -> assertThat(ROOT.resolve(volume.substring(2, volume.indexOf(':'))))
                        .exists()));
    }

    @Test
    void whatIsWaitedForIsThere() {
        services.forEach(service -> assertThat(names(services)).containsAll(names(service.path("depends_on"))));
    }

    @Test
    void portsOfTheHostAreGivenOnce() {
        List<String> ports = new ArrayList<>();
        services.forEach(service ->
                texts(service.path("ports")).forEach(port -> ports.add(port.substring(0, port.lastIndexOf(':')))));
        assertThat(ports).doesNotHaveDuplicates();
    }

    /** Of what is inside, nobody asks for a password. */
    @Test
    void nothingIsOpenToTheNetwork() {
        services.forEach(
                service -> assertThat(texts(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    /** `--wait` takes the end of a service that nobody waits for as a failure. */
    @Test
    void whatEndsIsWaitedFor() {
        Set<String> ending = names(services);
        ending.removeIf(name -> services.path(name).has("restart"));
        Set<String> awaited = new TreeSet<>();
        services.forEach(service -> service.path("depends_on").properties().forEach(each -> {
            if (each.getValue().path("condition").asText().equals("service_completed_successfully")) {
                awaited.add(each.getKey());
            }
        }));
        assertThat(ending).isEqualTo(awaited);
    }

    @Test
    void brokersNameEachOtherAndAreNamed() {
        String all = BROKERS.stream().map(name -> name + ":9092").collect(Collectors.joining(","));
        for (String service : List.of("connect", "order-service", "tributary-1", "tributary-2", "tributary-3")) {
            assertThat(environment(service).path("KAFKA").asText()).as(service).isEqualTo(all);
        }
        List<String> voters = new ArrayList<>();
        for (String broker : BROKERS) {
            JsonNode environment = environment(broker);
            voters.add(environment.path("KAFKA_NODE_ID").asText() + "@" + broker + ":9093");
            String advertised = environment.path("KAFKA_ADVERTISED_LISTENERS").asText();
            assertThat(advertised).startsWith("INTERNAL://" + broker + ":9092,HOST://localhost:");
            String port = advertised.substring(advertised.lastIndexOf(':') + 1);
            assertThat(texts(services.path(broker).path("ports"))).containsExactly("127.0.0.1:" + port + ":" + port);
        }
        assertThat(environment("kafka-1").path("KAFKA_CONTROLLER_QUORUM_VOTERS").asText())
                .isEqualTo(String.join(",", voters));
    }

    /** The official example leaves Kafka's own topics at one copy. */
    @Test
    void everythingIsOnThreeBrokers() {
        JsonNode environment = environment("kafka-1");
        assertThat(names(environment).stream().filter(name -> name.endsWith("REPLICATION_FACTOR")))
                .hasSize(4)
                .allSatisfy(
                        name -> assertThat(environment.path(name).intValue()).isEqualTo(3));
        assertThat(yaml("deploy/compose/service.yaml").path("replication").intValue())
                .isEqualTo(3);
        assertThat(command("topics")).contains("--replication-factor 3");
        assertThat(text("connect/worker.properties").lines().filter(line -> line.contains(".replication.factor=")))
                .hasSize(3)
                .allMatch(line -> line.endsWith("=3"));
    }

    @Test
    void topicsAreThoseOfTheViews() {
        Set<String> topics = new TreeSet<>();
        yaml("examples/shop/views.yaml")
                .path("sources")
                .forEach(source -> topics.add(source.path("topic").asText()));
        yaml("examples/shop/databases/reporting.yaml")
                .path("views")
                .forEach(view -> topics.add(view.path("publish").asText()));
        assertThat(words(command("topics"), "for topic in ([^;]+);")).isEqualTo(topics);
    }

    @Test
    void connectorsAreThoseOfTheExample() {
        Set<String> wanted =
                text("examples/shop/databases/connectors.txt").lines().collect(Collectors.toCollection(TreeSet::new));
        assertThat(words(command("connectors"), "for name in ([^;]+);")).isEqualTo(wanted);
        String allowed = first(text("connect/worker.properties"), "allowlist\\.pattern=(\\S+)");
        assertThat(names(environment("connect"))).isEqualTo(words(allowed.replace('|', ' '), "(.+)"));
    }

    private static Set<String> words(String text, String pattern) {
        return new TreeSet<>(Arrays.asList(first(text, pattern).trim().split(" ")));
    }

    private static String first(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    @Test
    void usersOfDatabasesAreThoseOfTheSql() {
        String sql = text("examples/shop/databases/user-service.sql")
                + text("examples/shop/databases/catalog-service.sql")
                + text("examples/shop/databases/order-service.sql")
                + text("examples/shop/databases/reporting.sql");
        for (String service : List.of("user-service", "catalog-service")) {
            JsonNode environment = environment(service);
            String user = environment.path("DATABASE_USER").asText();
            assertThat(sql)
                    .contains("'" + user + "'@'%' IDENTIFIED BY '"
                            + environment.path("DATABASE_PASSWORD").asText() + "'");
            assertThat(environment.path("DATABASE_URL").asText()).endsWith("/" + user);
        }
        for (String user : List.of("debezium", "orders", "reporting")) {
            String password = environment("connect")
                    .path(user.toUpperCase(Locale.ROOT) + "_PASSWORD")
                    .asText();
            assertThat(sql).contains("'" + user + "'@'%' IDENTIFIED BY '" + password + "'");
        }
    }

    @Test
    void instancesAreFoundWhereTheySayThatTheyAre() {
        int port = yaml("deploy/compose/service.yaml").path("http").path("port").intValue();
        for (String instance : INSTANCES) {
            JsonNode environment = environment(instance);
            assertThat(environment.path("ADVERTISED").asText()).isEqualTo(instance + ":" + port);
            assertThat(environment.path("INSTANCE_ID").asText()).isEqualTo(instance);
            assertThat(texts(services.path(instance).path("ports"))).allMatch(each -> each.endsWith(":" + port));
        }
        Set<String> named = Pattern.compile("\\$\\{env:([A-Z_]+)}")
                .matcher(text("deploy/compose/service.yaml"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(names(environment("tributary-1"))).isEqualTo(named);
    }

    @Test
    void imagesArePinnedAndBuilt() {
        String dockerfile = text("Dockerfile");
        services.forEach(service -> {
            if (service.has("build")) {
                assertThat(dockerfile)
                        .contains(" AS " + service.path("build").path("target").asText() + "\n");
            } else {
                assertThat(service.path("image").asText()).matches(".+:[0-9].*");
            }
        });
        String kafka = first(text("pom.xml"), "<kafka.version>([^<]+)<");
        assertThat(services.path("kafka-1").path("image").asText()).isEqualTo("apache/kafka:" + kafka);
        assertThat(services.path("topics").path("image").asText()).isEqualTo("apache/kafka:" + kafka);
        Pattern.compile("COPY (?!--from)(.+) \\S+")
                .matcher(dockerfile)
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(" ")))
                .forEach(path -> assertThat(ROOT.resolve(path)).exists());
    }

    @Test
    void programsAreThere() {
        for (String service : List.of("user-service", "catalog-service", "order-service")) {
            assertThat(command(service))
                    .satisfies(name -> assertThat(Class.forName(name)).isNotNull());
        }
    }
}
