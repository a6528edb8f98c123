package dev.tributary.view;

import java.util.List;

/**
 * A foreign key: columns of this source, in the order of the targets' key, and the sources that they lead to.
 */
public record Reference(List<String> columns, List<String> targets) {
    public Reference {
        columns = List.copyOf(columns);
        targets = List.copyOf(targets);
    }
}
