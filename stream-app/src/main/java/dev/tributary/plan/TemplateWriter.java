package dev.tributary.plan;

import dev.tributary.plan.Template.Member;
import dev.tributary.store.Fragment;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the fragment of one row. Not thread-safe. */
final class TemplateWriter {
    /** Sorts where no key does: a collection of a row that is missing is empty. */
    private static final byte[] NO_ROW = {0x01};

    private static final byte[] NO_ANCHOR = {};

    private final Rows rows;
    private final Fragment.Writer out;

    TemplateWriter(Rows rows) {
        this(rows, new Fragment.Writer());
    }

    TemplateWriter(Rows rows, Fragment.Writer out) {
        this.rows = rows;
        this.out = out;
    }

    byte[] fragment(Template template) {
        write(template);
        return out.toBytes();
    }

    byte[] text(Template template) {
        write(template);
        return out.toText();
    }

    void write(Template template) {
        RowNode node = template.node();
        if (!template.isPresent(rows)) {
            out.text("null");
        } else if (node != null && template.whole() >= 0) {
            value(new Cell.Column(node, template.whole()).value(rows));
        } else {
            out.text("{");
            members(template, "", true);
            out.text("}");
        }
    }

    /** The members of a row that is there. */
    void writeMembers(Template template) {
        members(template, "", true);
    }

    private static boolean isFlatHole(Member.Kept kept) {
        return kept.member() instanceof Member.FlatHole;
    }

    /** What the members of a missing row are. */
    static String absent(List<String> names) {
        return names.stream().map(name -> Json.quote(name) + ":null").collect(Collectors.joining(","));
    }

    /** The separator before the next member. */
    private String members(Template template, String first, boolean present) {
        String separator = first;
        for (Member member : template.members()) {
            separator = member(member, separator, present);
        }
        return separator;
    }

    private String member(Member member, String separator, boolean present) {
        if (member instanceof Member.Flat flat) {
            return members(
                    flat.template(), separator, present && flat.template().isPresent(rows));
        }
        if (member instanceof Member.Gate gate) {
            out.gate(gate.number(), Cell.values(gate.captured(), rows));
            return separator;
        }
        if (member instanceof Member.FlatHole || (member instanceof Member.Kept kept && isFlatHole(kept))) {
            out.text(separator);
            content(member, present);
            return ",";
        }
        out.text(separator).text(Json.quote(name(member))).text(":");
        content(member, present);
        return ",";
    }

    static String name(Member member) {
        if (member instanceof Member.Value value) {
            return value.name();
        }
        if (member instanceof Member.Nested nested) {
            return nested.name();
        }
        if (member instanceof Member.Hole hole) {
            return hole.name();
        }
        if (member instanceof Member.Deferred deferred) {
            return deferred.name();
        }
        return member instanceof Member.Kept kept ? name(kept.member()) : "";
    }

    /** @param present whether the row is there; a missing one that is flattened has nothing but nulls */
    private void content(Member member, boolean present) {
        if (member instanceof Member.Kept kept) {
            out.keep(kept.number());
            content(kept.member(), present);
            out.kept();
        } else if (!present) {
            out.text(member instanceof Member.FlatHole hole ? absent(hole.names()) : "null");
        } else if (member instanceof Member.Value value) {
            value(value.cell().value(rows));
        } else if (member instanceof Member.Nested nested) {
            write(nested.template());
        } else if (member instanceof Member.Hole hole) {
            hole(hole.slot(), hole.anchor());
        } else if (member instanceof Member.FlatHole hole) {
            hole(hole.slot(), hole.anchor());
        } else if (member instanceof Member.Deferred deferred) {
            out.deferred(deferred.number(), Cell.values(deferred.captured(), rows));
        }
    }

    private void hole(int slot, Flow.@Nullable Climb climb) {
        if (climb == null) {
            out.hole(slot, NO_ANCHOR);
            return;
        }
        byte[] anchor = climb.key(rows);
        boolean isThere = rows.get(climb.to()) != null;
        out.hole(slot, anchor != null && isThere ? anchor : NO_ROW);
    }

    private void value(byte @Nullable [] json) {
        if (json == null) {
            out.text("null");
        } else {
            out.text(json);
        }
    }
}
