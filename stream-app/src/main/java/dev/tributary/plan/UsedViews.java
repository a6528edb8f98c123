package dev.tributary.plan;

import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Model;
import dev.tributary.view.Relation;
import dev.tributary.view.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The views that a view is made of, at any remove, each after those that it uses. */
final class UsedViews {
    private final Model model;
    private final Set<String> used = new LinkedHashSet<>();

    private UsedViews(Model model) {
        this.model = model;
    }

    static List<View> of(Model model, View view) {
        UsedViews views = new UsedViews(model);
        views.addAll(view);
        return views.used.stream().map(model::view).toList();
    }

    private void addAll(View view) {
        add(view.from());
        addAll(view.fields());
    }

    private void add(String name) {
        if (model.views().containsKey(name) && !used.contains(name)) {
            addAll(model.view(name));
            used.add(name);
        }
    }

    private void addAll(Fields fields) {
        for (Field field : fields.list()) {
            if (field instanceof Field.Related related) {
                addAll(related.relation());
                addAll(related.fields());
            } else if (field instanceof Field.Flattened flattened) {
                addAll(flattened.relation());
                addAll(flattened.fields());
            } else if (field instanceof Field.Plucked plucked) {
                addAll(plucked.relation());
            } else if (field instanceof Field.Total total) {
                addAll(total.relation());
            }
        }
    }

    private void addAll(Relation relation) {
        relation.path().forEach(step -> add(step.source()));
    }
}
