package dev.tributary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which documents of a view: the parameters and options that say so. */
final class Wanted {
    @Parameters(index = "0", paramLabel = "VIEW", description = "The view's name.")
    @SuppressWarnings("NullAway.Init")
    private String view;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY",
            description = "The document's key as in the HTTP API: parts joined by commas, each percent-encoded.")
    private @Nullable String key;

    @Option(
            names = "--fields",
            paramLabel = "FIELDS",
            description = "Only these fields, as in name,orders(order_id,product).")
    private @Nullable String fields;

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = "Only documents whose indexed field has the value; repeat it for composite indexes.")
    private Map<String, String> where = new LinkedHashMap<>();

    /** Whether it is one document. */
    boolean isOne() {
        return key != null;
    }

    /** The address that has them. */
    String path() {
        if (key != null && !where.isEmpty()) {
            throw new CannotRun("expected a key or --where, not both");
        }
        List<String> parameters = new ArrayList<>();
        if (fields != null) {
            parameters.add("fields=" + Remote.encode(fields));
        }
        where.forEach((name, value) -> parameters.add(Remote.encode(name) + "=" + Remote.encode(value)));
        return "/views/" + Remote.encode(view) + (key == null ? "" : "/" + key)
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }
}
