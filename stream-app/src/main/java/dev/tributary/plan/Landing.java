package dev.tributary.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a flow come to in the documents of a view. All that a row means to one document is one message: its
 * parts are those of the roles that the row plays there, one after the other.
 */
public final class Landing implements Flow.Destination {
    private final Flow flow;
    private final Log documents;
    private final int stage;
    private final int eventsKept;
    private final List<Role> roles = new ArrayList<>();

    /** @param eventsKept how many events of a document and a source partition are kept one by one */
    Landing(Flow flow, Log documents, int stage, int eventsKept) {
        this.flow = flow;
        this.documents = documents;
        this.stage = stage;
        this.eventsKept = eventsKept;
    }

    @Override
    public Log log() {
        return documents;
    }

    @Override
    public int stage() {
        return stage;
    }

    Flow flow() {
        return flow;
    }

    int eventsKept() {
        return eventsKept;
    }

    List<Role> roles() {
        return roles;
    }

    void add(Role role) {
        role.landsAt(this, parts());
        roles.add(role);
    }

    /** How many parts a message has. */
    int parts() {
        return roles.stream().mapToInt(Role::parts).sum();
    }

    /** Whether the rows are the roots of the documents. */
    boolean isRoot() {
        return roles.stream().anyMatch(role -> role instanceof Listing listing && listing.id() == Listing.ROOT);
    }

    /** The nodes whose rows are needed to write the message. */
    List<RowNode> nodes() {
        List<RowNode> nodes = new ArrayList<>();
        roles.forEach(role -> role.addNodes(nodes));
        return nodes;
    }

    /** The message's parts; null when the row plays no role, because it is hidden from all. */
    byte @Nullable [] @Nullable [] partsOrNull(Rows rows) {
        List<byte @Nullable []> parts = new ArrayList<>();
        for (Role role : roles) {
            if (role.isVisible(rows)) {
                parts.addAll(Arrays.asList(role.parts(rows)));
            } else {
                for (int i = 0; i < role.parts(); i++) {
                    parts.add(null);
                }
            }
        }
        return parts.stream().allMatch(Objects::isNull) ? null : parts.toArray(new byte[0][]);
    }
}
