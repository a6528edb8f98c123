package dev.tributary.oracle;

import dev.tributary.oracle.GeneratedSchema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * View files made up from a seed: relations nested in all combinations over sources and views related in all ways. What
 * the loader refuses is not made.
 */
public final class GeneratedViews {
    private static final int DEEPEST = 4;
    private static final List<String> NAMES = List.of("made-up", "made-up-2", "third");
    private static final int NAMES_PER_VIEW = 100;

    private final Dice dice;
    private final Features features;
    private final int deepest;
    private final GeneratedSchema schema;
    private final Lines views = new Lines();
    private final List<String> made = new ArrayList<>();

    /** The columns of all sources and of the views so far. */
    private final Map<String, Map<String, Kind>> columns = new LinkedHashMap<>();

    /** How many columns their keys have, for those that can be referred to. */
    private final Map<String, Integer> keys = new LinkedHashMap<>();

    GeneratedViews(long seed, Features features, int deepest) {
        this.dice = new Dice(seed * 31 + 7);
        this.features = features;
        this.deepest = deepest;
        this.schema = GeneratedSchema.of(dice, features);
        schema.tables().forEach(this::remember);
        views.add(0, "views:");
        int count = features.has(Feature.SEVERAL_VIEWS) ? 1 + dice.below(NAMES.size()) : 1;
        NAMES.subList(0, count).forEach(this::view);
    }

    private void remember(Table table) {
        columns.put(table.name(), table.columns());
        if (!table.events()) {
            keys.put(table.name(), table.key().size());
        }
    }

    /** The file of a seed: one view of the basic language. */
    public static String of(long seed) {
        return new GeneratedViews(seed, Features.BASIC, DEEPEST).text();
    }

    String text() {
        return schema.lines().toString() + views;
    }

    /** What the columns of the sources are for, by {@code source.column}. */
    Map<String, Kind> kinds() {
        return schema.kinds();
    }

    private void view(String name) {
        String from = from();
        Relations relations = relations();
        GeneratedFields fields =
                new GeneratedFields(dice, features, columns, relations, deepest, made.size() * NAMES_PER_VIEW);
        GeneratedView view = new GeneratedView(dice, features, relations, name, from);
        view.write(fields, keys);
        views.add(view.lines());
        made.add(name);
        columns.put(name, view.columns());
        keys.put(name, view.grouped() ? view.groups() : keys.getOrDefault(from, 1));
        if (made.size() == 1 && isReferable() && dice.chance(3)) {
            // while there is no other view whose relations it could make ambiguous
            schema.refer(dice.any(schema.tables()), name, keys.getOrDefault(name, 1));
        }
    }

    private boolean isReferable() {
        return features.has(Feature.REFERENCES_OF_VIEWS) && features.has(Feature.VIEWS_ON_VIEWS);
    }

    private Relations relations() {
        boolean alone = made.isEmpty() || !features.has(Feature.VIEWS_ON_VIEWS);
        return ViewFile.ofText(alone ? schema.lines().toString() : text()).relations();
    }

    /** Mostly the latest view where views may be from views, so that there are chains. */
    private String from() {
        boolean views = features.has(Feature.VIEWS_ON_VIEWS) && !made.isEmpty();
        if (views && dice.chance(2)) {
            return made.get(made.size() - 1);
        }
        return dice.any(schema.tables().stream()
                .filter(table -> !table.events() || features.has(Feature.GROUPS))
                .map(Table::name)
                .toList());
    }
}
