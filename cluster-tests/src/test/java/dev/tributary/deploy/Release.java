package dev.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What a chart became: the objects that Kubernetes would get. */
record Release(List<JsonNode> objects) {
    Release {
        objects = List.copyOf(objects);
    }

    /** Of YAML documents; those with nothing but comments are none. */
    static Release parse(String documents) {
        List<JsonNode> objects = new ArrayList<>();
        for (Object each : new Load(settings()).loadAllFromString(documents)) {
            if (each != null) {
                objects.add(new ObjectMapper().valueToTree(each));
            }
        }
        return new Release(objects);
    }

    static JsonNode yaml(String document) {
        return new ObjectMapper().valueToTree(new Load(settings()).loadFromString(document));
    }

    private static LoadSettings settings() {
        return LoadSettings.builder().setSchema(new CoreSchema()).build();
    }

    List<String> kinds() {
        return objects.stream().map(object -> object.path("kind").asText()).toList();
    }

    /** The only one of a kind. */
    JsonNode only(String kind) {
        List<JsonNode> found = ofKind(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind + ", but came " + found.size());
        }
        return found.get(0);
    }

    Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    JsonNode pod() {
        return only("StatefulSet").at("/spec/template/spec");
    }

    JsonNode container() {
        return pod().path("containers").path(0);
    }

    /** The files beside each other in the folder of the configuration, by their names. */
    Map<String, String> files() {
        return only("ConfigMap").path("data").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().asText()));
    }

    JsonNode configuration() {
        return yaml(files().getOrDefault("service.yaml", ""));
    }

    /** A text member of each element. */
    static Set<String> each(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.path(member).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
