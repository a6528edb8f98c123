package dev.tributary.view;

import dev.tributary.config.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one object, as they are read one after the other. */
final class ObjectFields {
    private final Row row;
    private final Context context;
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private final Map<String, Place> taken = new HashMap<>();

    ObjectFields(Row row, Context context) {
        this.row = row;
        this.context = context;
    }

    /** The members so far. */
    Map<String, Shown> shown() {
        return shown;
    }

    Contents contents() {
        return new Contents(new Fields(false, fields), shown, taken);
    }

    /** Adds a column, of the row or of one passed on the way. */
    void column(String name, Operand.Column column, Place place) {
        Optional<ColumnType> type =
                row.at(column.step()).map(source -> source.types().get(column.column()));
        Optional<String> own = column.step() == Operand.OWN ? Optional.of(column.column()) : Optional.empty();
        add(new Field.Column(name, column), new Shown(name, Shown.Kind.COLUMN, true, own, type), place);
    }

    void add(Field field, Shown member, Place place) {
        add(field, List.of(member), place);
    }

    /** Adds a field that may be several members. */
    void add(Field field, Collection<Shown> members, Place place) {
        for (Shown member : members) {
            Place first = taken.putIfAbsent(member.name(), place);
            if (first != null) {
                duplicate(field, member.name(), place, first);
            }
            shown.putIfAbsent(member.name(), member);
        }
        fields.add(field);
    }

    /** Takes a name for a field that has mistakes: who uses it makes none. */
    void failed(String name, Place place) {
        taken.putIfAbsent(name, place);
        shown.putIfAbsent(name, Shown.of(name, Shown.Kind.COMPUTED, true));
    }

    private void duplicate(Field field, String name, Place place, Place first) {
        String message = field instanceof Field.Flattened
                ? "`flatten` brings a second field with the name `" + name + "`"
                : "there are two fields with the name `" + name + "`";
        String hint = "first on line " + first.line();
        context.problems().error("duplicate-field", place, message, hint);
    }
}
