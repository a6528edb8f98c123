package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Hop.Kind;
import dev.tributary.oracle.ViewFile.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Paths of relations, and how a view file writes them. */
final class GeneratedPaths {
    private static final int MOST_STEPS = 3;

    private final Dice dice;
    private final Relations relations;

    GeneratedPaths(Dice dice, Relations relations) {
        this.dice = dice;
        this.relations = relations;
    }

    /** A path that the verb may take, or none. */
    List<Hop> path(String from, boolean group, Verb verb) {
        List<Hop> path = new ArrayList<>();
        if (group) {
            path.add(new Hop(from, from, Kind.MEMBERS, List.of()));
        }
        int length = dice.chance(3) ? 2 + dice.below(MOST_STEPS - 1) : 1;
        String at = from;
        while (path.size() < length) {
            List<Hop> ways = ways(at, verb.single());
            if (ways.isEmpty()) {
                return List.of();
            }
            Hop hop = dice.any(ways);
            path.add(hop);
            at = hop.to();
        }
        boolean lookup = path.stream().allMatch(hop -> hop.kind() == Kind.UP);
        boolean written =
                group ? !needsVia(path, verb) : path.stream().allMatch(hop -> isChosen(hop, hop.columns(), verb));
        return written && (verb.single() || !lookup) ? path : List.of();
    }

    boolean isEvents(String name) {
        return relations.isEvents(name);
    }

    /** Where a reference leads both ways, the verb decides; views and events are preferred, being rare. */
    private List<Hop> ways(String at, boolean single) {
        List<Hop> all = relations.hops(at);
        List<Hop> ways = all.stream()
                .filter(hop ->
                        (hop.kind() == Kind.UP) == single || all.stream().noneMatch(other -> isReverse(hop, other)))
                .filter(hop -> !single || !relations.isEvents(hop.to()))
                .toList();
        List<Hop> views = ways.stream()
                .filter(hop -> relations.view(hop.to()).isPresent())
                .toList();
        return views.isEmpty() || dice.chance(3) ? ways : views;
    }

    private static boolean isReverse(Hop hop, Hop other) {
        return hop.to().equals(other.to())
                && hop.kind() != other.kind()
                && Set.copyOf(hop.columns()).equals(Set.copyOf(other.columns()));
    }

    /** Whether the file's reader would take this step. */
    private boolean isChosen(Hop hop, List<String> via, Verb verb) {
        return hop.kind() == Kind.MEMBERS
                || relations.choices(hop.from(), hop.to(), via, verb.single()).equals(List.of(hop));
    }

    private boolean needsVia(List<Hop> path, Verb verb) {
        return !path.stream().allMatch(hop -> isChosen(hop, List.of(), verb));
    }

    /** The verb with its path, and what tells its foreign keys apart; the column is empty for none. */
    List<String> lines(List<Hop> path, Verb verb, String column) {
        List<String> names = path.stream().map(Hop::to).toList();
        int through = names.size() > 1 && dice.chance(2) ? 1 + dice.below(names.size() - 1) : 0;
        List<String> lines = new ArrayList<>();
        lines.add(verb.word() + ": " + String.join(".", names.subList(through, names.size())) + column);
        if (through > 0) {
            lines.add("through: " + String.join(".", names.subList(0, through)));
        }
        boolean group = path.get(0).kind() == Kind.MEMBERS;
        if (!group && (needsVia(path, verb) || dice.chance(6))) {
            lines.add("via: "
                    + Lines.list(path.stream()
                            .map(hop -> "\"" + String.join(", ", hop.columns()) + "\"")
                            .toList()));
        }
        return lines;
    }
}
