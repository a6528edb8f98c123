package dev.tributary.view;

import dev.tributary.config.Problems;
import dev.tributary.view.Step.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the references that lead from a row to related ones. Each step goes along a reference of the row that it starts
 * from (UP) or against one of the rows that it reaches (DOWN). Where both ways are open, one goes UP and many DOWN: that
 * is what makes {@code one: employees} the boss and {@code many: employees} the reports.
 */
final class RelationResolver {
    private final Names names;
    private final Verb verb;
    private final Problems problems;

    RelationResolver(Names names, Verb verb, Problems problems) {
        this.names = names;
        this.verb = verb;
        this.problems = problems;
    }

    /** The steps of a path all of whose sources are known; none, with a problem, when there is no one way. */
    List<Step> resolve(Row row, List<PathPart> path, List<Via> via) {
        Source from = row.source().orElseThrow();
        List<Step> steps = new ArrayList<>();
        Source at = from;
        for (int i = 0; i < path.size(); i++) {
            PathPart part = path.get(i);
            Source to = part.source().orElseThrow();
            boolean grouped = i == 0 && row.groupOf().isPresent();
            Optional<Step> step = grouped
                    ? member(from, row.groupOf().get(), to, part, via.get(i))
                    : choose(at, to, part, via, i, row.view());
            step.ifPresent(steps::add);
            at = to;
        }
        if (steps.size() < path.size()) {
            return List.of();
        }
        if (!verb.isOne() && steps.stream().allMatch(s -> s.direction() == Direction.UP)) {
            atMostOne(from, path, steps);
        }
        return steps;
    }

    /**
     * The entries as they have to stand, one per step: each at the first step that has such a foreign key; empty when one
     * fits none.
     */
    Optional<List<Via>> placed(Row row, List<PathPart> path, List<Via> written) {
        List<Via> placed = new ArrayList<>(Collections.nCopies(path.size(), Via.ANY));
        int next = 0;
        for (Via via : written.stream().filter(v -> !v.columns().isEmpty()).toList()) {
            while (next < path.size() && !fits(row, path, next, via)) {
                next++;
            }
            if (next == path.size()) {
                return Optional.empty();
            }
            placed.set(next++, via);
        }
        return Optional.of(placed);
    }

    private boolean fits(Row row, List<PathPart> path, int step, Via via) {
        if (step == 0 && row.groupOf().isPresent()) {
            return false;
        }
        Source from = (step == 0 ? row.source() : path.get(step - 1).source()).orElseThrow();
        Source to = path.get(step).source().orElseThrow();
        return Stream.concat(up(from, to).stream(), down(from, to).stream()).anyMatch(via::allows);
    }

    /** From a group to its rows: as if these referenced it by its values. */
    private Optional<Step> member(Source group, Source grouped, Source to, PathPart part, Via via) {
        if (!to.equals(grouped)) {
            String message = "a group of " + grouped.name() + " leads to nothing but its rows";
            problems.error("group-relation", part.place(), message, fromMembers(grouped, to));
            return Optional.empty();
        }
        if (!via.columns().isEmpty()) {
            problems.error("no-relation", via.place(), "no foreign key leads from a group to its rows", "write `null`");
        }
        return Optional.of(new Step(to.name(), Direction.DOWN, group.key()));
    }

    /** The way to the other rows, when references lead there. */
    private String fromMembers(Source grouped, Source to) {
        Optional<String> way = related(grouped, to)
                ? Optional.of(to.name())
                : between(grouped, to).map(middle -> middle + "." + to.name());
        return way.map(rest -> "begin the way with them: `" + grouped.name() + "." + rest + "`")
                .orElseGet(() -> "these are `" + grouped.name() + "`, and no reference relates them and " + to.name());
    }

    /** The foreign keys that one step could take, and what the file says of all steps. */
    private record Choices(List<Step> fits, List<Via> via, int step) {
        /** Each choice, as the whole {@code via} would have to be. */
        String hint() {
            return fits.stream()
                    .map(Step::columns)
                    .distinct()
                    .map(columns -> "`via: " + (via.size() == 1 ? Via.write(columns) : list(columns)) + "`")
                    .collect(Collectors.joining(" or ", "choose ", ""));
        }

        private String list(List<String> chosen) {
            return IntStream.range(0, via.size())
                    .mapToObj(i -> Via.write(i == step ? chosen : via.get(i).columns()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** @param view whose field it is: one that it needs itself is known only in part, and has its problem already */
    private Optional<Step> choose(Source from, Source to, PathPart part, List<Via> via, int step, String view) {
        List<Step> up = up(from, to);
        List<Step> down = down(from, to);
        if (up.isEmpty() && down.isEmpty()) {
            if (!names.graph().uses(to.name(), view)) {
                unrelated(from, to, part);
            }
            return Optional.empty();
        }
        List<Step> allowedUp = up.stream().filter(via.get(step)::allows).toList();
        List<Step> allowedDown = down.stream().filter(via.get(step)::allows).toList();
        List<Step> preferred = verb.isOne() ? allowedUp : allowedDown;
        List<Step> other = verb.isOne() ? allowedDown : allowedUp;
        List<Step> fits = preferred.isEmpty() ? other : preferred;
        if (fits.isEmpty()) {
            List<Step> all = Stream.concat(up.stream(), down.stream()).toList();
            noSuchKey(from, to, via.get(step), new Choices(all, via, step));
        } else if (fits.size() > 1) {
            ambiguous(from, to, part, new Choices(fits, via, step));
        }
        return fits.stream().findFirst();
    }

    private List<Step> up(Source from, Source to) {
        return steps(from, to, to, Direction.UP);
    }

    private List<Step> down(Source from, Source to) {
        return steps(to, from, to, Direction.DOWN);
    }

    private List<Step> steps(Source owner, Source target, Source reached, Direction direction) {
        List<String> lineage = names.lineage(target.name());
        return owner.references().stream()
                .filter(reference -> reference.targets().stream().anyMatch(lineage::contains))
                .map(reference -> new Step(reached.name(), direction, reference.columns()))
                .toList();
    }

    private void ambiguous(Source from, Source to, PathPart part, Choices choices) {
        boolean up = choices.fits.get(0).direction() == Direction.UP;
        String message = "which foreign key? " + (up ? from : to).name() + " has " + choices.fits.size()
                + " that lead to " + (up ? to : from).name();
        problems.error("ambiguous-relation", part.place(), message, choices.hint());
    }

    private void noSuchKey(Source from, Source to, Via via, Choices choices) {
        String columns = String.join(", ", via.columns());
        String message = "no foreign key `" + columns + "` relates " + from.name() + " and " + to.name();
        problems.error("no-relation", via.place(), message, choices.hint());
    }

    private void unrelated(Source from, Source to, PathPart part) {
        String message = "no reference relates " + from.name() + " and " + to.name();
        String hint = between(from, to)
                .map(middle -> "did you mean the way `" + middle + "." + to.name() + "`?")
                .orElseGet(() -> declaring(from, to));
        problems.error("no-relation", part.place(), message, hint);
    }

    private static String declaring(Source from, Source to) {
        String own = "declare it under `references:` of " + from.name() + " (`column: " + to.name() + "`)";
        return from.equals(to) ? own : own + " or of " + to.name() + " (`column: " + from.name() + "`)";
    }

    /** A source that is related to both. */
    private Optional<String> between(Source from, Source to) {
        return names.known().stream()
                .filter(middle -> related(from, middle) && related(middle, to))
                .map(Source::name)
                .findFirst();
    }

    private boolean related(Source a, Source b) {
        return !up(a, b).isEmpty() || !down(a, b).isEmpty();
    }

    private void atMostOne(Source from, List<PathPart> path, List<Step> steps) {
        PathPart last = path.get(path.size() - 1);
        String way = String.join(".", path.stream().map(PathPart::name).toList());
        String message = "`" + verb.key() + ": " + way
                + (verb == Verb.MANY ? "` is at most one row: " : "` is of at most one row: ") + from.name()
                + " references "
                + steps.get(0).source() + " by `"
                + String.join(", ", steps.get(0).columns()) + "`";
        String hint = verb == Verb.MANY ? "write `one: " + way + "`" : "write `one: " + way + "`, or `flatten`";
        problems.error("many-is-one", last.place(), message, hint);
    }
}
