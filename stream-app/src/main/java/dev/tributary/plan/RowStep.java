package dev.tributary.plan;

import dev.tributary.codec.Drafts;
import dev.tributary.codec.Message;
import dev.tributary.codec.Row;
import dev.tributary.codec.RowReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.store.FoldState;
import dev.tributary.store.Stored;
import dev.tributary.view.Source;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source, cut down to the columns that the view needs. A row's change starts its flows, and goes to where the
 * row is visited by others.
 */
public final class RowStep extends Step {
    private final Source source;
    private final Shape shape;
    private final RowFilter filter;
    private final List<Flow> flows;
    private final @Nullable Log visits;
    private final Sayer sayer;
    private final List<Index> indexes;
    private final @Nullable Publication publication;

    /**
     * Makes the step.
     *
     * @param flows those that start with this source's rows
     * @param visits where the source's rows are visited; null when they are not
     * @param indexes the lookups in which the rows are
     * @param publication how the rows are published; null when they are not
     */
    RowStep(
            Source source,
            Shape shape,
            List<Flow> flows,
            @Nullable Log visits,
            Sayer sayer,
            List<Index> indexes,
            @Nullable Publication publication) {
        super(Planner.rowLog(source));
        this.source = source;
        this.shape = shape;
        this.filter = RowFilter.of(source);
        this.flows = List.copyOf(flows);
        this.visits = visits;
        this.sayer = sayer;
        this.indexes = List.copyOf(indexes);
        this.publication = publication;
    }

    @Override
    public List<Log> writes() {
        Set<Log> logs = new LinkedHashSet<>(Routes.logsBehind(flows, List.of()));
        Optional.ofNullable(visits).ifPresent(logs::add);
        indexes.forEach(index -> logs.add(index.log()));
        if (repairs()) {
            logs.add(log());
        }
        Optional.ofNullable(publication).map(Publication::log).ifPresent(logs::add);
        return List.copyOf(logs);
    }

    /** What leaves something out comes again, whole; and a truncation comes as the deletion of each row. */
    @Override
    boolean passesOver(byte[] key, byte[] value) {
        return Message.isDraft(value) || Drafts.isTruncation(key);
    }

    @Override
    Message decode(byte[] key, byte[] value) {
        Message message = Message.decode(value);
        byte[] json = message.isLive() ? message.parts()[0] : null;
        return json == null || !filter.accepts(json)
                ? Message.gone(message.versions())
                : Message.put(message.versions(), shape.read(json, key));
    }

    /** The row log of a source is kept right by the one that writes it: what is stored here is only a part of the row. */
    @Override
    boolean repairs() {
        return source.kind() == Source.Kind.VIEW;
    }

    @Override
    Message logged(byte[] key, Stored stored, FoldState state) {
        Message message = stored.message();
        if (!message.isLive()) {
            return message;
        }
        int whole = shape.columns().indexOf(RowReader.WHOLE);
        byte[] json = whole >= 0 ? message.parts()[whole] : Json.object(shape.columns(), new Row(message.parts()));
        return Message.put(message.versions(), new byte[][] {json});
    }

    @Override
    List<byte[] @Nullable []> leaving(byte[] key, @Nullable Stored stored, Message next) {
        return stored == null
                ? List.of()
                : remember(stored, next, (last, other) -> shape.leadsTheSameWay(new Row(last), new Row(other)));
    }

    @Override
    void say(byte[] key, Stored now, @Nullable Stored previous, boolean again, Task task) {
        if (!again && previous != null && isSame(previous.message(), now.message())) {
            return;
        }
        if (visits != null) {
            byte[] place = new TupleWriter().raw(key).raw(HopStep.ROW).toBytes();
            task.send(visits, place, now.message().encode());
        }
        flows.forEach(flow -> sayer.enter(flow, key, now, task));
        indexes.forEach(index -> index.say(key, now, task));
        if (publication != null) {
            publication.say(key, now, task);
        }
    }

    /** Whether the rows are published. */
    public boolean publishes() {
        return publication != null;
    }

    /** What tells the partition of a published key: its document's key; the key itself when no document is published so. */
    public byte[] routing(byte[] published) {
        return documentKey(published).orElse(published);
    }

    /** Withdraws a published key unless there is a document of it; says whether it did. */
    public boolean disown(byte[] published, Task task) {
        if (publication == null) {
            return false;
        }
        Stored stored = documentKey(published).map(key -> task.state().get(key)).orElse(null);
        boolean isThere = stored != null && stored.isLive();
        if (!isThere) {
            task.send(publication.log(), published, null);
        }
        return !isThere;
    }

    private Optional<byte[]> documentKey(byte[] published) {
        return Optional.ofNullable(publication).flatMap(rows -> rows.documentKey(published));
    }

    private static boolean isSame(Message left, Message right) {
        return left.isLive() && right.isLive() && Arrays.deepEquals(left.parts(), right.parts());
    }
}
