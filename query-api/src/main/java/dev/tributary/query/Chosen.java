package dev.tributary.query;

import dev.tributary.plan.CollectionField;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Selection;
import dev.tributary.store.CollectionReader;
import dev.tributary.store.DocumentReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which members of documents, or of a collection's rows, are sent. What is stored apart and not asked for is not read; what
 * else is not asked for is left out as the JSON passes. Immutable.
 */
public final class Chosen {
    /** All that there is. */
    public static final Chosen ALL = new Chosen(Selection.ALL, null);

    private final Selection selection;
    private final @Nullable BitSet slots;

    private Chosen(Selection selection, @Nullable BitSet slots) {
        this.selection = selection;
        this.slots = slots;
    }

    /**
     * Some members of documents.
     *
     * @param selection resolved by the plan's outline
     */
    public static Chosen of(Plan plan, Selection selection) {
        return selection.isAll() ? ALL : new Chosen(selection, plan.slots(selection));
    }

    /** Likewise of the rows of a collection. */
    public static Chosen of(Plan plan, CollectionField rows, Selection selection) {
        return selection.isAll() ? ALL : new Chosen(selection.ofEach(), plan.slots(rows, selection));
    }

    /** Which members they are. */
    public Selection selection() {
        return selection;
    }

    /** Writes a document; false, and nothing written, when there is none. */
    boolean write(DocumentReader documents, byte[] key, OutputStream out) throws IOException {
        if (selection.isAll()) {
            return documents.write(key, out);
        }
        SelectedJson selected = new SelectedJson(out, selection);
        boolean found = documents.writeSome(key, selected, slots);
        selected.finish();
        return found;
    }

    /** Writes a row of a collection. */
    public void write(CollectionReader rows, byte[] row, OutputStream out) throws IOException {
        if (selection.isAll()) {
            rows.write(row, out, null);
            return;
        }
        SelectedJson selected = new SelectedJson(out, selection);
        rows.write(row, selected, slots);
        selected.finish();
    }
}
