package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Hop.Kind;
import dev.tributary.oracle.ViewFile.Reference;
import dev.tributary.oracle.ViewFile.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which sources and views reference which, and the references that a path of their names follows. */
final class Relations {
    private final Map<String, Source> sources;
    private final Map<String, Head> views;
    private final Map<String, List<Reference>> known = new HashMap<>();

    /**
     * What of a view matters to others.
     *
     * @param served the columns of {@code from} that it shows, with their names there; empty when it shows all
     * @param own the references that it declares
     */
    record Head(
            String name,
            String from,
            List<String> groups,
            Optional<Map<String, String>> served,
            List<String> names,
            List<Reference> own) {}

    Relations(Map<String, Source> sources, Map<String, Head> views) {
        this.sources = sources;
        this.views = views;
    }

    Source source(String name) {
        return Objects.requireNonNull(sources.get(name), () -> "no source " + name);
    }

    Optional<Head> view(String name) {
        return Optional.ofNullable(views.get(name));
    }

    boolean isEvents(String name) {
        Source source = sources.get(name);
        return source != null && source.events();
    }

    /** The columns that a row of this has for sure; empty when any may be there. */
    List<String> columns(String name) {
        Head view = views.get(name);
        return view != null ? view.names : source(name).columns();
    }

    /** The references of a source or view; who references a source references the ungrouped views from it too. */
    List<Reference> references(String name) {
        List<Reference> references = known.get(name);
        if (references == null) {
            references = declaredOrKept(name).stream()
                    .map(each -> new Reference(each.columns(), widened(each.targets())))
                    .toList();
            known.put(name, references);
        }
        return references;
    }

    private List<Reference> declaredOrKept(String name) {
        Head view = views.get(name);
        if (view == null) {
            return source(name).references();
        }
        List<Reference> all = new ArrayList<>(view.own);
        if (view.groups.isEmpty()) {
            references(view.from).forEach(reference -> kept(view, reference).ifPresent(all::add));
        }
        return all;
    }

    /** A view keeps a reference all of whose columns it serves, under the names it serves them. */
    private static Optional<Reference> kept(Head view, Reference reference) {
        if (view.served.isEmpty()) {
            return Optional.of(reference);
        }
        Map<String, String> served = view.served.get();
        List<String> names = new ArrayList<>();
        for (String column : reference.columns()) {
            String name = served.get(column);
            if (name == null) {
                return Optional.empty();
            }
            names.add(name);
        }
        return Optional.of(new Reference(names, reference.targets()));
    }

    private List<String> widened(List<String> targets) {
        Set<String> all = new LinkedHashSet<>(targets);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Head view : views.values()) {
                grown |= view.groups.isEmpty() && all.contains(view.from) && all.add(view.name);
            }
        }
        return List.copyOf(all);
    }

    /**
     * The steps of a path.
     *
     * @param group whether it starts from a group of {@code from}: then at its rows
     * @param via the foreign key of each step along a reference; empty when there is no choice
     */
    List<Hop> resolve(String from, boolean group, List<String> names, List<List<String>> via, boolean single) {
        List<Hop> hops = new ArrayList<>();
        String at = from;
        for (int i = 0; i < names.size(); i++) {
            if (group && i == 0) {
                hops.add(members(from, names.get(0)));
                continue;
            }
            int number = group ? i - 1 : i;
            hops.add(hop(at, names.get(i), via.isEmpty() ? List.of() : via.get(number), single));
            at = names.get(i);
        }
        if (!via.isEmpty() && via.size() != hops.size() - (group ? 1 : 0)) {
            throw new IllegalArgumentException("via " + via + " must have one entry per step of " + names);
        }
        return hops;
    }

    private static Hop members(String from, String name) {
        if (!name.equals(from)) {
            throw new IllegalArgumentException("relations of a group start with " + from + ", not " + name);
        }
        return new Hop(from, from, Kind.MEMBERS, List.of());
    }

    private Hop hop(String from, String to, List<String> via, boolean single) {
        List<Hop> choices = choices(from, to, via, single);
        if (choices.size() != 1) {
            throw new IllegalArgumentException(from + " to " + to + " needs one reference, found " + choices);
        }
        return choices.get(0);
    }

    /** A reference that fits both ways is this row's for a single one, and one to this row otherwise. */
    List<Hop> choices(String from, String to, List<String> via, boolean single) {
        List<Hop> up = hops(from, to, Kind.UP, via);
        List<Hop> down = hops(to, from, Kind.DOWN, via);
        List<Hop> preferred = single ? up : down;
        return !preferred.isEmpty() ? preferred : single ? down : up;
    }

    /** All that a step may be. */
    List<Hop> hops(String from) {
        List<Hop> hops = new ArrayList<>();
        for (String to : names()) {
            hops.addAll(hops(from, to, Kind.UP, List.of()));
            hops.addAll(hops(to, from, Kind.DOWN, List.of()));
        }
        return hops;
    }

    List<String> names() {
        List<String> names = new ArrayList<>(sources.keySet());
        names.addAll(views.keySet());
        return names;
    }

    private List<Hop> hops(String holder, String target, Kind kind, List<String> via) {
        if (!names().contains(holder) || !names().contains(target)) {
            throw new IllegalArgumentException("no source or view " + holder + " or " + target);
        }
        return references(holder).stream()
                .filter(reference -> reference.targets().contains(target))
                .map(Reference::columns)
                .filter(columns -> via.isEmpty() || columns.equals(via))
                .distinct()
                .map(columns -> kind == Kind.UP
                        ? new Hop(holder, target, kind, columns)
                        : new Hop(target, holder, kind, columns))
                .toList();
    }

    /** The rows that a path of hops passes, as {@code order_by} and {@code column} name them. */
    static int step(List<Hop> path, String name) {
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).to().equals(name)) {
                return i;
            }
        }
        return ViewFile.ColumnOf.OWN;
    }

    static @Nullable Integer stepInExpression(List<Hop> path, String name) {
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).to().replace('-', '_').equals(name)) {
                return i;
            }
        }
        return null;
    }
}
