package dev.tributary.view;

import dev.tributary.config.Node;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.NameScope.Sees;
import dev.tributary.view.Step.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which related rows a field is about: first the way to them, then, knowing their fields, which of them. */
final class RelationReader {
    private static final String VIA_NULL = "`null` stands where any foreign key will do";
    private static final String VIA_HINT = "give one entry per step; " + VIA_NULL;

    private final Context context;
    private final Problems problems;

    RelationReader(Context context) {
        this.context = context;
        this.problems = context.problems();
    }

    /**
     * The way to related rows.
     *
     * @param row the row reached
     * @param steps none, when the file does not say enough, or what it says is wrong elsewhere already
     */
    record Way(Row row, List<Step> steps) {
        boolean isLookup() {
            return steps.stream().allMatch(step -> step.direction() == Direction.UP);
        }
    }

    /** The way over the sources of {@code through}, then over those given. */
    Way way(Section section, Verb verb, List<PathPart> to, Row from) {
        List<PathPart> path = new ArrayList<>();
        section.scalar("through").ifPresent(through -> path.addAll(PathPart.of(through)));
        path.addAll(to);
        List<PathPart> known = path.stream()
                .map(part -> new PathPart(
                        part.name(), part.place(), context.names().source(part.name(), part.place(), from.view())))
                .toList();
        List<Step> steps = steps(section, verb, known, from);
        Optional<Source> last =
                known.isEmpty() ? Optional.empty() : known.get(known.size() - 1).source();
        boolean lookup = steps.stream().allMatch(step -> step.direction() == Direction.UP);
        boolean required = verb.isOne() && section.flag("required").orElse(false);
        if (required && !lookup && from.optional()) {
            requiredInOptional(section);
        }
        boolean optional = lookup && (from.optional() || !required);
        return new Way(new Row(from.view(), last, known, optional, Optional.empty()), steps);
    }

    /** Whether there is such a row is known only when a document is read, too late to leave out the object around it. */
    private void requiredInOptional(Section section) {
        String message =
                "`required` here leaves out the object around it, for want of rows that reference that object's";
        String hint = "make the object around it `required: true` as well";
        section.entry("required")
                .ifPresent(entry ->
                        problems.error("required-in-optional", entry.key().place(), message, hint));
    }

    private List<Step> steps(Section section, Verb verb, List<PathPart> path, Row from) {
        Optional<List<Via>> via = via(section, verb, path, from);
        if (path.isEmpty() || via.isEmpty() || !isKnown(from, path)) {
            return List.of();
        }
        return new RelationResolver(context.names(), verb, problems).resolve(from, path, via.get());
    }

    private static boolean isKnown(Row from, List<PathPart> path) {
        return from.source().isPresent()
                && path.stream().allMatch(part -> part.source().isPresent());
    }

    /** Which of the rows, in what order, and how many. */
    Relation relation(Section section, Way way, Map<String, Shown> fields) {
        Optional<Computation> where = section.scalar("where")
                .flatMap(written -> context.expression(written, "where", way.row(), fields, Sees.ROW));
        return new Relation(
                way.steps(),
                where,
                section.flag("required").orElse(false),
                orderBy(section, way.row(), fields),
                section.integer("limit", 1, Integer.MAX_VALUE),
                by(section, way.row(), fields),
                section.flag("distinct").orElse(false));
    }

    /** Rows of events are kept only as far as they are shown. */
    void checkEvents(Section section, Verb verb, Way way) {
        boolean events = way.row().path().stream()
                .flatMap(part -> part.source().stream())
                .anyMatch(source -> source.kind() == Source.Kind.EVENTS);
        if (events && section.entry("limit").isEmpty()) {
            String message = "`" + verb.key() + ": " + way.row().way() + "` would keep every event there ever was";
            section.entry(verb.key())
                    .ifPresent(entry -> problems.error(
                            "events-without-limit",
                            entry.value().place(),
                            message,
                            "add `limit: …`: only so many are kept"));
        }
    }

    /** For each step the columns of the wanted foreign key; empty, with a problem, when these are not as many. */
    private Optional<List<Via>> via(Section section, Verb verb, List<PathPart> path, Row from) {
        Optional<Node> written = section.entry("via").map(Entry::value);
        if (written.isEmpty()) {
            return Optional.of(path.stream().map(part -> Via.ANY).toList());
        }
        List<Via> via = written.get() instanceof Sequence list && !isOneKey(list, path)
                ? list.items().stream().map(this::viaEntry).toList()
                : List.of(viaEntry(written.get()));
        if (via.size() == path.size() || path.isEmpty()) {
            return Optional.of(via);
        }
        String way = String.join(".", path.stream().map(PathPart::name).toList());
        String message = "`via` has " + via.size() + (via.size() == 1 ? " entry" : " entries") + ", but the way `" + way
                + "` has " + path.size() + (path.size() == 1 ? " step" : " steps");
        String hint = isKnown(from, path)
                ? new RelationResolver(context.names(), verb, problems)
                        .placed(from, path, via)
                        .map(RelationReader::viaHint)
                        .orElse(VIA_HINT)
                : VIA_HINT;
        problems.error("via-count", written.get().place(), message, hint);
        return Optional.empty();
    }

    private static String viaHint(List<Via> placed) {
        boolean any = placed.stream().anyMatch(via -> via.columns().isEmpty());
        if (placed.size() == 1) {
            return any ? "leave it out" : "write `via: " + Via.writeAll(placed) + "`";
        }
        return "write `via: " + Via.writeAll(placed) + "`" + (any ? "; " + VIA_NULL : "");
    }

    /** For a single step, a list of several columns can only be one composite key. */
    private static boolean isOneKey(Sequence list, List<PathPart> path) {
        return path.size() == 1
                && list.items().size() > 1
                && list.items().stream().allMatch(item -> item instanceof Scalar column && column.value() != null);
    }

    private Via viaEntry(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.value() == null
                    ? Via.ANY
                    : new Via(ColumnList.of(scalar).names(), scalar.place());
        }
        List<String> columns = Section.scalars(node, "`via`", problems).stream()
                .map(Scalar::text)
                .toList();
        return new Via(columns, node.place());
    }

    private List<Order> orderBy(Section section, Row row, Map<String, Shown> fields) {
        List<Order> orderBy = new ArrayList<>();
        for (Scalar criterion : section.scalars("order_by")) {
            boolean descending = criterion.text().startsWith("-");
            String term = descending ? criterion.text().substring(1) : criterion.text();
            Shown field = fields.get(term);
            if (field != null && field.kind() == Shown.Kind.COMPUTED) {
                if (!field.withRow()) {
                    NameScope.needsTotal("order_by", field, row, criterion.place(), problems);
                }
                orderBy.add(new Order(new Operand.Member(term), descending));
            } else if (!isField(criterion, "order_by", term, row, fields)) {
                column(criterion, "order_by", term, row)
                        .ifPresent(column -> orderBy.add(new Order(column, descending)));
            }
        }
        return orderBy;
    }

    private Optional<Operand.Column> by(Section section, Row row, Map<String, Shown> fields) {
        Optional<Scalar> written = section.scalar("by");
        return written.filter(by -> !isField(by, "by", by.text(), row, fields))
                .flatMap(by -> column(by, "by", by.text(), row));
    }

    /**
     * Whether this is the name of a field and, as the source lists its columns, certainly of no column: then it is told what
     * is wrong. Where any column may come, there is no more than a warning.
     */
    private boolean isField(Scalar written, String what, String term, Row row, Map<String, Shown> fields) {
        Shown field = fields.get(term);
        if (field == null
                || field.column().equals(Optional.of(term))
                || row.source().map(source -> source.mentioned().contains(term)).orElse(true)) {
            return false;
        }
        if (what.equals("order_by") && field.kind() == Shown.Kind.TOTAL) {
            NameScope.needsTotal(what, field, row, written.place(), problems);
            return true;
        }
        String own = row.path().get(row.path().size() - 1).name();
        boolean listed = row.source().flatMap(Source::columns).isPresent();
        String message = "`" + what + "`: `" + term + "` is a field, not a column of " + own;
        String hint = field.column().map(column -> "write `" + column + "`").orElse("name a column");
        if (listed) {
            problems.error("not-a-column", written.place(), message, hint);
        } else {
            String other = "; for a column `" + term + "` write `" + own + "." + term + "`";
            problems.warning("not-a-column", written.place(), message, hint + other);
        }
        return listed;
    }

    /** A column of the related row, or {@code step.column} of one passed on the way. */
    private Optional<Operand.Column> column(Scalar written, String what, String term, Row row) {
        int dot = term.indexOf('.');
        int step = dot < 0 ? Operand.OWN : row.step(term.substring(0, dot));
        String column = term.substring(dot + 1);
        if (step == Row.NONE) {
            unknownStep(written, what, term.substring(0, dot), row, problems);
            return Optional.empty();
        }
        Place place = written.part(written.text().length() - column.length(), column.length());
        context.use(row.at(step), column, place);
        return Optional.of(new Operand.Column(step, column));
    }

    static void unknownStep(Scalar written, String what, String step, Row row, Problems problems) {
        String message = "`" + what + "`: `" + step + "` is not on the way to these rows";
        problems.error("unknown-step", written.place(), message, "the way is `" + row.way() + "`");
    }
}
