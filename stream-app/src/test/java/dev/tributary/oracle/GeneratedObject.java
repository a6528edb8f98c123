package dev.tributary.oracle;

import dev.tributary.oracle.ExpressionWriter.Term;
import dev.tributary.oracle.ViewFile.Hop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of a made-up view in the making: what its row has, and the members it has so far. */
final class GeneratedObject {
    final String of;
    final Map<String, Kind> columns;
    final List<Hop> path;

    /** Whether it is a group of rows. */
    final boolean group;

    /** Where its members are put into another's object, what tells them apart there. */
    final String prefix;

    /** The kinds of all columns of the rows passed on the way, by their name in expressions. */
    final Map<String, Map<String, Kind>> passed = new LinkedHashMap<>();

    final Map<String, Member> members = new LinkedHashMap<>();

    /**
     * A member.
     *
     * @param known whether it is known with the row
     * @param inner the members of a related object that are listed
     */
    record Member(Kind kind, boolean known, Map<String, Kind> inner) {
        Member(Kind kind, boolean known) {
            this(kind, known, Map.of());
        }
    }

    GeneratedObject(String of, Map<String, Kind> columns, List<Hop> path, boolean group, String prefix) {
        this.of = of;
        this.columns = columns;
        this.path = path;
        this.group = group;
        this.prefix = prefix;
    }

    /** What the members are to others. */
    Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        members.forEach((name, member) -> kinds.put(name, member.kind.shown()));
        return kinds;
    }

    boolean isKnown() {
        return members.values().stream().allMatch(Member::known);
    }

    /** Whether an expression of members and columns is known with the row. */
    boolean isKnown(String expression) {
        return Expression.parse(expression).names().stream()
                .map(members::get)
                .allMatch(member -> member == null || member.known);
    }

    /** What a later member may be computed from. */
    List<Term> terms() {
        return terms(false);
    }

    /** What a condition on this row may be about. */
    List<Term> knownTerms() {
        return terms(true);
    }

    /** How long the lists are, which only the root's condition may ask. */
    List<Term> listTerms() {
        List<Term> terms = new ArrayList<>();
        members.forEach((name, member) -> {
            if (member.kind.isList()) {
                terms.add(new Term("size(" + name + ")", Kind.INTEGER));
            }
        });
        return terms;
    }

    private List<Term> terms(boolean known) {
        List<Term> terms = new ArrayList<>();
        members.forEach((name, member) -> {
            if ((member.known || !known) && !member.kind.isList()) {
                terms.addAll(terms(name, member));
            }
        });
        columns.forEach((name, kind) -> {
            if (kind.isScalar()) {
                // a member of that name would be meant, and may not be known
                boolean hidden = members.containsKey(name);
                terms.add(new Term(name.matches("\\w+") && !hidden ? name : memberOf("row", name), kind));
            }
        });
        passed.forEach((step, of) -> of.forEach((name, kind) -> {
            if (kind.isScalar()) {
                terms.add(new Term(memberOf(step, name), kind));
            }
        }));
        return terms;
    }

    private static List<Term> terms(String name, Member member) {
        List<Term> terms = new ArrayList<>();
        if (name.matches("\\w+")) {
            terms.add(new Term(name, member.kind.shown()));
        }
        member.inner.forEach((inner, kind) -> {
            if (kind.isScalar()) {
                terms.add(new Term(memberOf(name, inner), kind.shown()));
            }
        });
        return terms;
    }

    private static String memberOf(String object, String name) {
        return name.matches("\\w+") ? object + "." + name : object + "['" + name + "']";
    }
}
