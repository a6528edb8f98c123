package dev.tributary.oracle;

import dev.tributary.oracle.GeneratedSchema.Foreign;
import dev.tributary.oracle.GeneratedSchema.Table;
import dev.tributary.oracle.GeneratedSchema.Way;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * View files made up from a seed: relations nested in all combinations over sources related in all ways. What the loader
 * refuses is not made.
 */
public final class GeneratedViews {
    /** The name of the one view. */
    public static final String VIEW = "made-up";

    private static final int DEEPEST = 4;
    private static final int MOST_STEPS = 3;
    private static final int MOST_RELATIONS = 7;

    /** Each step down may multiply the rows of a document. */
    private static final int MOST_DESCENTS = 4;

    private final Random random;
    private final GeneratedSchema schema;
    private final StringBuilder out = new StringBuilder();
    private int relations;
    private int descents;

    private GeneratedViews(Random random) {
        this.random = random;
        this.schema = GeneratedSchema.of(random);
    }

    /** The file of a seed. */
    public static String of(long seed) {
        return new GeneratedViews(new Random(seed * 31 + 7)).text();
    }

    private String text() {
        line(0, "sources:");
        schema.tables().forEach(this::source);
        Table root = any(schema.tables());
        line(0, "views:");
        line(1, VIEW + ":");
        line(2, "from: " + root.name());
        if (chance(4)) {
            line(2, "where: \"" + condition(root) + "\"");
        }
        fields(root, 2, 0, false);
        return out.toString();
    }

    private void source(Table table) {
        line(1, table.name() + ":");
        line(2, "topic: t." + table.name());
        line(2, "key: " + list(table.key()));
        if (!table.references().isEmpty()) {
            line(2, "references:");
            for (Foreign reference : table.references()) {
                line(3, "\"" + String.join(", ", reference.columns()) + "\": " + list(reference.targets()));
            }
        }
    }

    private String condition(Table table) {
        String first = comparison(table);
        return switch (random.nextInt(4)) {
            case 0 -> first + " && " + comparison(table);
            case 1 -> "!(" + first + ") || " + comparison(table);
            default -> first;
        };
    }

    private String comparison(Table table) {
        String column = (chance(4) ? "row." : "") + any(List.copyOf(table.columns()));
        return column + any(List.of(" == ", " != ")) + any(List.of("1", "2", "'a'", "null"));
    }

    // ------------------------------------------------------------------------------------------------- fields

    /**
     * Writes the fields of a row.
     *
     * @param optional whether the row stands in another's object and may be missing there
     */
    private void fields(Table table, int indent, int depth, boolean optional) {
        if (depth > 0 && chance(8)) {
            return;
        }
        line(indent, "fields:");
        columns(table, indent + 1);
        int most = depth == 0 ? 3 : 2;
        for (int i = depth == 0 ? 1 : 0; i < most && depth < DEEPEST; i++) {
            if (relations < MOST_RELATIONS && (depth == 0 || !chance(3))) {
                relation(table, indent, depth, optional);
            }
        }
    }

    /** Some columns, now and then under another's name. */
    private void columns(Table table, int indent) {
        List<String> all = List.copyOf(table.columns());
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String column = any(all);
            String name = chance(6) ? any(all) : chance(8) ? column + "_too" : column;
            if (names.add(name)) {
                line(indent, name.equals(column) ? "- " + name : "- " + name + ": {column: " + column + "}");
            }
        }
    }

    // ---------------------------------------------------------------------------------------------- relations

    private void relation(Table from, int indent, int depth, boolean optional) {
        boolean one = random.nextBoolean();
        List<Way> path = path(from, one);
        boolean inlined = path.stream().allMatch(Way::up);
        int down = (int) path.stream().filter(way -> !way.up()).count();
        if (path.isEmpty() || (!one && inlined) || descents + down > MOST_DESCENTS) {
            return;
        }
        line(indent + 1, "- f" + ++relations + ":");
        target(path, one, indent + 3);
        if (needsVia(from, path, one)) {
            line(
                    indent + 3,
                    "via: " + list(path.stream().map(GeneratedViews::via).toList()));
        }
        order(path, indent + 3, inlined);
        boolean required = one && chance(4) && (inlined || !optional);
        if (required) {
            line(indent + 3, "required: true");
        }
        if (!one && chance(4)) {
            line(indent + 3, "limit: " + (1 + random.nextInt(3)));
        }
        Table reached = schema.table(path.get(path.size() - 1).to());
        descents += down;
        fields(reached, indent + 3, depth + 1, inlined && (optional || !required));
        descents -= down;
    }

    private List<Way> path(Table from, boolean one) {
        List<Way> path = new ArrayList<>();
        String at = from.name();
        int length = chance(3) ? 2 + random.nextInt(MOST_STEPS - 1) : 1;
        for (int i = 0; i < length; i++) {
            List<Way> all = schema.ways(at);
            List<Way> ways = all.stream()
                    .filter(way -> way.up() == one || all.stream().noneMatch(way::isReverseOf))
                    .toList();
            if (ways.isEmpty()) {
                return List.of();
            }
            path.add(any(ways));
            at = path.get(i).to();
        }
        return path;
    }

    private void target(List<Way> path, boolean one, int indent) {
        List<String> names = path.stream().map(Way::to).toList();
        int through = names.size() > 1 && chance(2) ? 1 + random.nextInt(names.size() - 1) : 0;
        String verb = one ? "one: " : "many: ";
        line(indent, verb + String.join(".", names.subList(through, names.size())));
        if (through > 0) {
            line(indent, "through: " + String.join(".", names.subList(0, through)));
        }
    }

    private boolean needsVia(Table from, List<Way> path, boolean one) {
        boolean needed = chance(6);
        String at = from.name();
        for (Way way : path) {
            List<Way> choices = schema.ways(at).stream()
                    .filter(other -> other.to().equals(way.to()))
                    .toList();
            List<Way> preferred =
                    choices.stream().filter(other -> other.up() == one).toList();
            List<Way> fits = preferred.isEmpty() ? choices : preferred;
            needed |= fits.size() != 1 || !fits.contains(way);
            at = way.to();
        }
        return needed;
    }

    private static String via(Way way) {
        return "\"" + String.join(", ", way.via()) + "\"";
    }

    private void order(List<Way> path, int indent, boolean inlined) {
        if (inlined || chance(2)) {
            return;
        }
        Set<String> order = new LinkedHashSet<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            order.add((chance(2) ? "-" : "") + criterion(path));
        }
        line(indent, "order_by: " + list(List.copyOf(order)));
    }

    private String criterion(List<Way> path) {
        Way last = path.get(path.size() - 1);
        Way of = chance(2) ? last : any(path);
        String column = any(List.copyOf(schema.table(of.to()).columns()));
        return of.equals(last) ? column : of.to() + "." + column;
    }

    // --------------------------------------------------------------------------------------------------- text

    private static String list(List<String> items) {
        return items.size() == 1 ? items.get(0) : "[" + String.join(", ", items) + "]";
    }

    private void line(int indent, String text) {
        out.append("  ".repeat(indent)).append(text).append('\n');
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
