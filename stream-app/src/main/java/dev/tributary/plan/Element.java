package dev.tributary.plan;

import dev.tributary.codec.Row;
import dev.tributary.codec.TupleWriter;
import dev.tributary.store.Collection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of row in the documents of a view: the root (number 0), or the rows of one collection. A message for it carries a
 * sort key and a fragment.
 */
public final class Element implements Flow.Destination {
    /** The root's number; a collection's number is its {@link Collection#id()}. */
    static final int ROOT = 0;

    private final int id;
    private final @Nullable Element parent;
    private final Log documents;
    private final int parentKeyParts;
    private final int anchorParts;
    private final List<SortColumn> sort = new ArrayList<>();
    private final List<RowNode> path = new ArrayList<>();
    private @Nullable Template template;
    private @Nullable Collection collection;
    private @Nullable Filter where;
    private int ownParts;
    private boolean hasChildren;

    /**
     * @param parentKeyParts how many values the parent's identity has
     * @param anchorParts how many values the key of the looked-up row has that the collection belongs to, else 0
     */
    Element(int id, @Nullable Element parent, Log documents, int parentKeyParts, int anchorParts) {
        this.id = id;
        this.parent = parent;
        this.documents = documents;
        this.parentKeyParts = parentKeyParts;
        this.anchorParts = anchorParts;
        if (parent != null) {
            parent.hasChildren = true;
        }
    }

    /** A column of a row on the path to the element, by which its rows are ordered. */
    record SortColumn(RowNode node, int column, boolean descending, boolean key) {}

    public int id() {
        return id;
    }

    /** The element of the rows that these belong to; null for the root. */
    public @Nullable Element parent() {
        return parent;
    }

    /** How the collection is read; empty for the root. */
    public Optional<Collection> collection() {
        return Optional.ofNullable(collection);
    }

    int parentKeyParts() {
        return parentKeyParts;
    }

    int anchorParts() {
        return anchorParts;
    }

    /** How many values an identity has. */
    int keyParts() {
        return parentKeyParts + anchorParts + ownParts;
    }

    boolean hasChildren() {
        return hasChildren;
    }

    void define(Template newTemplate, @Nullable Collection newCollection, @Nullable Filter newWhere) {
        template = newTemplate;
        collection = newCollection;
        where = newWhere;
    }

    void ownParts(int parts) {
        ownParts = parts;
    }

    void sortBy(SortColumn column) {
        sort.add(column);
    }

    /** A row that the path to this element passes over, without which it leads nowhere. */
    void requirePath(RowNode node) {
        path.add(node);
    }

    boolean isVisible(Rows rows) {
        for (RowNode node : path) {
            if (rows.get(node) == null) {
                return false;
            }
        }
        return template().isPresent(rows)
                && (where == null || where.accepts(rows.get(template().node())));
    }

    /** The nodes whose rows are needed to write the message. */
    List<RowNode> nodes() {
        List<RowNode> nodes = new ArrayList<>(template().nodes());
        sort.forEach(column -> nodes.add(column.node()));
        return nodes;
    }

    /** The message's parts: the sort key and the fragment. */
    byte[] @Nullable [] parts(Rows rows) {
        return new byte[][] {sortKey(rows), template().render(rows)};
    }

    private byte[] sortKey(Rows rows) {
        TupleWriter key = new TupleWriter();
        for (SortColumn by : sort) {
            Row row = rows.get(by.node());
            byte[] value = row == null ? null : row.column(by.column());
            if (by.key()) {
                key.addKeyJson(value);
            } else {
                key.addJson(SortText.of(value), by.descending());
            }
        }
        return key.toBytes();
    }

    private Template template() {
        if (template == null) {
            throw new IllegalStateException("element " + id + " has no template yet");
        }
        return template;
    }

    @Override
    public Log log() {
        return documents;
    }

    @Override
    public int stage() {
        return STAGE_BASE + id;
    }

    /** Keeps the stage byte clear of 0. */
    static final int STAGE_BASE = 1;
}
