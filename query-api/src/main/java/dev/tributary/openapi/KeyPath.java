package dev.tributary.openapi;

import dev.tributary.plan.Plan;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The part of a path that is a document's key. A composite key has a parameter for each part, since each is percent-encoded
 * by itself, and the commas between them are not.
 *
 * @param names of the parameters
 * @param columns what each of them is the value of
 */
record KeyPath(List<String> names, List<String> columns) {
    KeyPath {
        names = List.copyOf(names);
        columns = List.copyOf(columns);
    }

    static KeyPath of(Plan plan) {
        View view = plan.view();
        List<String> columns = view.isGrouped()
                ? List.copyOf(view.groups().keySet())
                : plan.model().source(view.from()).key();
        if (columns.size() == 1) {
            return new KeyPath(List.of("key"), columns);
        }
        boolean plain = columns.stream().allMatch(name -> name.matches("[A-Za-z0-9_]+") && !name.equals("field"));
        return new KeyPath(
                plain
                        ? columns
                        : IntStream.rangeClosed(1, columns.size())
                                .mapToObj(part -> "key" + part)
                                .toList(),
                columns);
    }

    String template() {
        return names.stream().map(name -> "{" + name + "}").collect(Collectors.joining(","));
    }

    List<Object> parameters() {
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parameters.add(Inputs.inPath(
                    names.get(i),
                    "The `" + columns.get(i)
                            + "` of the document. A text that reads as a number, true, false or null is"
                            + " written in quotes: `\"1.5\"`.",
                    ValueSchema.text()));
        }
        return parameters;
    }
}
