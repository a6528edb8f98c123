package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Reference;
import dev.tributary.oracle.ViewFile.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the references that a path of source names follows. */
final class Relations {
    private final Map<String, Source> sources;

    Relations(Map<String, Source> sources) {
        this.sources = sources;
    }

    List<Hop> resolve(String from, List<String> names, List<List<String>> via, boolean one) {
        if (!via.isEmpty() && via.size() != names.size()) {
            throw new IllegalArgumentException("via " + via + " must have one entry per step of " + names);
        }
        List<Hop> hops = new ArrayList<>();
        String at = from;
        for (int i = 0; i < names.size(); i++) {
            String to = names.get(i);
            hops.add(hop(at, to, via.isEmpty() ? List.of() : via.get(i), one));
            at = to;
        }
        return hops;
    }

    /** A reference that fits both ways is this row's for a one, and one to this row otherwise. */
    private Hop hop(String from, String to, List<String> via, boolean one) {
        List<Hop> up = hops(from, to, true, via);
        List<Hop> down = hops(to, from, false, via);
        List<Hop> preferred = one ? up : down;
        List<Hop> other = one ? down : up;
        List<Hop> choices = preferred.isEmpty() ? other : preferred;
        if (choices.size() != 1) {
            throw new IllegalArgumentException(from + " to " + to + " needs one reference, found " + choices);
        }
        return choices.get(0);
    }

    private List<Hop> hops(String holder, String target, boolean up, List<String> via) {
        Source source = sources.get(holder);
        if (source == null || !sources.containsKey(target)) {
            throw new IllegalArgumentException("no source " + holder + " or " + target);
        }
        return source.references().stream()
                .filter(reference -> reference.targets().contains(target))
                .map(Reference::columns)
                .filter(columns -> via.isEmpty() || columns.equals(via))
                .map(columns -> up ? new Hop(holder, target, true, columns) : new Hop(target, holder, false, columns))
                .toList();
    }
}
