package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Node;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads by which fields documents may be looked up. */
final class IndexReader {
    /** A field of that name could not be told from what else a request may say. */
    private static final Set<String> PARAMETERS = Set.of("limit", "cursor", "fields", "key", "timeout");

    private final Context context;
    private final Problems problems;

    IndexReader(Context context) {
        this.context = context;
        this.problems = context.problems();
    }

    /** Each a list of fields, in the order of the file. */
    List<List<String>> read(Section view, Contents contents, Row root) {
        Optional<Node> written = view.entry("index").map(Entry::value);
        if (written.isEmpty()) {
            return List.of();
        }
        List<Node> items = written.get() instanceof Sequence list ? list.items() : List.of(written.get());
        if (items.isEmpty()) {
            Section.wrongType(written.get(), "`index`", "at least one field", problems);
        }
        List<List<String>> indexes = new ArrayList<>();
        for (Node item : items) {
            List<String> index = fields(item, contents, root);
            if (!index.isEmpty() && indexes.contains(index)) {
                problems.error("duplicate-column", item.place(), "this index is here twice", "");
            }
            indexes.add(index);
        }
        return indexes;
    }

    private List<String> fields(Node item, Contents contents, Row root) {
        List<String> names = new ArrayList<>();
        for (Scalar field : Section.scalars(item, "`index`", problems)) {
            check(field, contents, root);
            if (names.contains(field.text())) {
                String message = "the index names `" + field.text() + "` twice";
                problems.error("duplicate-column", field.place(), message, "");
            }
            names.add(field.text());
        }
        return names;
    }

    private void check(Scalar written, Contents contents, Row root) {
        String name = written.text();
        Shown field = contents.shown().get(name);
        if (PARAMETERS.contains(name)) {
            refuseParameter(written);
        } else if (contents.fields().all()) {
            context.use(root.source(), name, written.place());
        } else if (field == null) {
            String message = "`index`: the documents have no field `" + name + "`";
            String hint = Nearest.hint(name, contents.shown().keySet(), "they have");
            problems.error("unknown-field", written.place(), message, hint);
        } else if (!field.isValue() && field.kind() != Shown.Kind.VALUES) {
            String message = "`index`: `" + name + "` is no single value";
            String hint = field.kind() == Shown.Kind.OBJECT
                    ? "put what you look for beside it: `- {flatten: …}`, or `expr: \"" + name + ".…\"`"
                    : "look up a view of those rows instead";
            problems.error("not-a-value", written.place(), message, hint);
        }
    }

    private void refuseParameter(Scalar field) {
        String message = "`index`: `" + field.text() + "` is a parameter of every listing";
        problems.error("index-name", field.place(), message, "show the column under another name, and index that");
    }
}
